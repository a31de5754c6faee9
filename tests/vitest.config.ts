import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const conditions = ['source', 'node', 'import', 'default']

/** Workspace packages are read from their sources: nothing is built before tests run. */
const fromSource = {
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
}

const needsDatabase = ['packages/store/**/*.test.ts', 'services/**/*.test.ts']
const never = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  ...fromSource,
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          name: 'domain',
          include: ['packages/**/*.test.ts'],
          exclude: [...needsDatabase, ...never],
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
})
