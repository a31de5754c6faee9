import { extname } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { MeasuringInput, MeasuringTask, TaskResult } from './measuring-tasks.ts'
import { startThread } from './start-thread.ts'

/** A thread ended before its work was done: out of memory, most likely. */
export class ThreadEnded extends Error {
  override name = 'ThreadEnded'
  constructor(exitCode: number) {
    super(`a measuring thread ended with code ${exitCode} before its work was done; it may have run out of memory`)
  }
}

interface Waiting {
  task: MeasuringTask
  resolve: (result: unknown) => void
  reject: (reason: unknown) => void
}

/**
 * Worker threads that measure one network: tasks are done in the order in which they are asked for, one a thread at a
 * time. When one fails, or the signal says so, all end and what was asked for fails with the reason.
 */
export class ThreadPool implements AsyncDisposable {
  readonly #idle: Worker[] = []
  readonly #all: Worker[]
  readonly #waiting: Waiting[] = []
  readonly #busy = new Map<Worker, Waiting>()
  readonly #signal: AbortSignal | undefined
  #ended: { reason: unknown } | null = null

  constructor(input: MeasuringInput, threads: number, signal?: AbortSignal) {
    this.#all = Array.from({ length: Math.max(1, threads) }, () => this.#start(input))
    this.#idle.push(...this.#all)
    this.#signal = signal
    signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** Has a thread do the task. */
  perform<Task extends MeasuringTask>(task: Task): Promise<TaskResult<Task>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve: resolve as (result: unknown) => void, reject })
      this.#deal()
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#end(new Error('the measuring threads were let go'))
    await Promise.all(this.#all.map((thread) => thread.terminate()))
  }

  readonly #onAbort = (): void => this.#end(this.#signal?.reason)

  #start(input: MeasuringInput): Worker {
    const thread = startThread(ENTRY, input)
    thread.on('message', (result: unknown) => {
      const done = this.#busy.get(thread)
      this.#busy.delete(thread)
      this.#idle.push(thread)
      done?.resolve(result)
      this.#deal()
    })
    thread.on('error', (error) => this.#end(error))
    thread.on('exit', (exitCode) => this.#end(new ThreadEnded(exitCode)))
    return thread
  }

  #deal(): void {
    if (this.#ended !== null) {
      for (const { reject } of this.#waiting.splice(0)) reject(this.#ended.reason)
      return
    }
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const [next, thread] = [this.#waiting.shift(), this.#idle.shift()]
      if (next === undefined || thread === undefined) return
      this.#busy.set(thread, next)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows, not of threads
      thread.postMessage(next.task)
    }
  }

  #end(reason: unknown): void {
    if (this.#ended !== null) return
    this.#ended = { reason }
    for (const { reject } of [...this.#busy.values(), ...this.#waiting.splice(0)]) reject(reason)
    this.#busy.clear()
    // Those that are still at it are not waited for.
    for (const thread of this.#all) void thread.terminate()
  }
}

const ENTRY = new URL(`./measuring-thread${extname(import.meta.url)}`, import.meta.url)
