import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { UploadState } from '@weft/store/upload'
import type { Receipt } from '@weft/store/uploads'
import { CannotDo } from './expected-error.ts'

/** How often a job's state is asked for. */
const ASK_MILLISECONDS = 200

interface UploadAnswer {
  state: UploadState
  problem: { detail: string } | null
  held: { detail: string } | null
  receipt: Receipt
}

/** Calls the REST API as anybody with a key would. Throws `CannotDo` with the API's own words. */
export class ApiCaller {
  readonly #address: string
  readonly #key: string

  constructor(address: string, key: string) {
    this.#address = address
    this.#key = key
  }

  /** Hands in a file; returns the upload's id. */
  async upload(path: string): Promise<string> {
    const form = new FormData()
    form.append('file', await openAsBlob(path), basename(path))
    const answer = await this.#call('/v1/uploads', { method: 'POST', body: form })
    return ((await answer.json()) as { id: string }).id
  }

  /** Waits until an upload is loaded; returns its receipt. */
  async loadedUpload(id: string): Promise<Receipt> {
    for (;;) {
      const answer = (await (await this.#call(`/v1/uploads/${id}`)).json()) as UploadAnswer
      if (answer.state === 'loaded') return answer.receipt
      if (answer.state !== 'queued' && answer.state !== 'loading') {
        throw new CannotDo(answer.problem?.detail ?? answer.held?.detail ?? `the upload is ${answer.state}`)
      }
      await sleep(ASK_MILLISECONDS)
    }
  }

  /** The PDF of a quarter's scorecard. */
  async scorecardPdf(quarter: string): Promise<Uint8Array> {
    const answer = await this.#call(`/v1/scorecards/${quarter}/pdf`)
    return new Uint8Array(await answer.arrayBuffer())
  }

  async #call(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(`${this.#address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${this.#key}` },
    })
    if (answer.ok) return answer
    const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string }
    throw new CannotDo(`${path}: ${answer.status} ${problem.title ?? ''} ${problem.detail ?? ''}`.trim())
  }
}
