// Which way imports may point (CONTRIBUTING.md, "Where things go"). Tests may reach further than what they test.
const TEST = '\\.test\\.ts$'

/** A package that may import these packages of ours and no others. */
const mayImport = (from, ...allowed) => ({
  name: `${from}-imports-only-${allowed.length === 0 ? 'itself' : allowed.join('-')}`,
  severity: 'error',
  from: { path: `^packages/${from}/src`, pathNot: TEST },
  to: { path: '^(packages|services)/', pathNot: [from, ...allowed].map((name) => `^packages/${name}/`) },
})

const pure = '^packages/(model|network|reading|prevalence|practices|contract)/src'

module.exports = {
  forbidden: [
    mayImport('model'),
    mayImport('sources', 'model'),
    mayImport('network', 'model'),
    mayImport('reading', 'model'),
    mayImport('report', 'model'),
    mayImport('contract', 'model'),
    mayImport('sample', 'model'),
    mayImport('prevalence', 'model'),
    mayImport('practices', 'model', 'network', 'prevalence'),
    {
      name: 'store-knows-the-domain-by-its-types-only',
      severity: 'error',
      from: { path: '^packages/store/src', pathNot: TEST },
      to: {
        path: '^packages/(sources|network|reading|prevalence|practices|report)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'services-meet-in-the-database',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: TEST },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'packages-know-no-service',
      severity: 'error',
      from: { path: '^packages/(?!cli/)' },
      to: { path: '^services/' },
    },
    {
      name: 'pure-packages-touch-no-files-network-or-database',
      severity: 'error',
      // A reader brings its own weights, as eld brings its tables.
      from: { path: pure, pathNot: [TEST, '^packages/reading/src/(manifest|shipped-weights)\\.ts$'] },
      to: {
        path: '^(node:)?(fs|fs/promises|http|https|net|child_process)$|node_modules/(pg|kysely|fastify)/',
      },
    },
    {
      // Threads share memory and reach nothing outside the process: what is measured in them stays pure.
      name: 'only-measuring-takes-threads',
      severity: 'error',
      from: { path: pure, pathNot: `${TEST}|^packages/network/src/(start-thread|thread-pool|measuring-thread)\\.ts$` },
      to: { path: '^(node:)?worker_threads$' },
    },
    {
      name: 'only-api-speaks-http',
      severity: 'error',
      from: { path: '^(packages|services/(?!api/))', pathNot: TEST },
      to: { path: 'node_modules/(fastify|@fastify)/' },
    },
    { name: 'only-what-is-declared', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      // Types may refer to one another; code that cannot be loaded without itself may not.
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
    },
  },
}
