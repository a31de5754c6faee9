// A thread of measureInThreads(): does one task after the other, each when it is told.
import { parentPort, workerData } from 'node:worker_threads'
import { type MeasuringInput, type MeasuringTask, perform } from './measuring-tasks.ts'

const input = workerData as MeasuringInput

parentPort?.on('message', (task: MeasuringTask) => {
  const result = perform(input, task)
  parentPort?.postMessage(result, ownBuffers(result))
})

/** Memory that is handed over rather than copied: all of the result's columns but those that are shared already. */
function ownBuffers(result: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const collect = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer)
    } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const part of Object.values(value)) collect(part)
    }
  }
  collect(result)
  return [...buffers]
}
