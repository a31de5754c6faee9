import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/**
 * Starts a thread that runs a module and finds `workerData` there. Built code runs as it is. TypeScript sources need the
 * loader set up anew: threads do not inherit it.
 */
export function startThread(module: URL, workerData: unknown): Worker {
  if (extname(module.pathname) !== '.ts') return new Worker(module, { workerData })
  const [loader, entry] = [import.meta.resolve('tsx/esm/api'), module.href].map((url) => JSON.stringify(url))
  const start = `import(${loader}).then(({ register }) => { register(); return import(${entry}) })`
  return new Worker(start, { eval: true, workerData, execArgv: ['--conditions=source'] })
}
