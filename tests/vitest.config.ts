import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Nothing more: workers get these as Node's own conditions, where 'import' would break every require().
const conditions = ['source', 'node']

/** Workspace packages are read from their sources: nothing is built before tests run. */
const fromSource = {
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
}

const needsDatabase = ['packages/store/**/*.test.ts', 'services/**/*.test.ts']
/** The frame of the benchmarks (benchmarks themselves are no tests), measures beside recorded values, known practice. */
const databaseless = ['tests/bench/**/*.test.ts', 'tests/reference/**/*.test.ts', 'tests/known-truth/**/*.test.ts']
const onDatabase = { globalSetup: ['tests/database-setup.ts'], testTimeout: 30_000, hookTimeout: 60_000 }
const never = ['**/node_modules/**', '**/dist/**']

/** On two cores one file at a time leaves one idle. Journeys start processes of their own and stay one at a time. */
const inPairs = { maxWorkers: 2 }

export default defineConfig({
  ...fromSource,
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          ...inPairs,
          name: 'domain',
          include: ['packages/**/*.test.ts', ...databaseless],
          exclude: [...needsDatabase, ...never],
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...fromSource,
        test: {
          ...onDatabase,
          ...inPairs,
          name: 'database',
          include: needsDatabase,
          exclude: never,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...fromSource,
        test: {
          ...onDatabase,
          name: 'journey',
          include: ['tests/**/*.test.ts'],
          exclude: [...databaseless, ...never],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
