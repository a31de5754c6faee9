import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** The calls of S3 that we use, on objects in memory; every request's signature is computed anew and compared. */
export interface S3Server extends AsyncDisposable {
  endpoint: string
  /** Whole objects by key, without the bucket. */
  objects: Map<string, Buffer>
  /** Objects under way in parts that were neither completed nor given up. */
  unfinished: Map<string, Map<number, Buffer>>
  /** How many parts came in. */
  parts: number
}

export const S3_CREDENTIALS = { accessKeyId: 'invented', secretAccessKey: 'not a secret' }

export async function s3Server(bucket: string): Promise<S3Server> {
  const http = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server: S3Server = {
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    objects: new Map(),
    unfinished: new Map(),
    parts: 0,
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return server

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', server.endpoint)
    const body = await buffer(request)
    if (!isSigned(request, url, body)) return refuse(response, 403, 'SignatureDoesNotMatch')
    const [, inBucket, ...rest] = decodeURIComponent(url.pathname).split('/')
    const key = rest.join('/')
    if (inBucket !== bucket) return refuse(response, 404, 'NoSuchBucket')
    const uploadId = url.searchParams.get('uploadId')
    const call = `${request.method} ${url.searchParams.has('uploads') ? 'begin' : uploadId === null ? 'object' : 'parts'}`
    const parts = server.unfinished.get(uploadId ?? '')
    switch (call) {
      case 'PUT object':
        server.objects.set(key, body)
        return void response.writeHead(200, { etag: '"whole"' }).end()
      case 'GET object': {
        const object = server.objects.get(key)
        if (object === undefined) return refuse(response, 404, 'NoSuchKey')
        return void response.writeHead(200, { 'content-length': object.length }).end(object)
      }
      case 'DELETE object':
        server.objects.delete(key)
        return void response.writeHead(204).end()
      case 'POST begin': {
        const id = `upload-${server.unfinished.size}-${key.length}`
        server.unfinished.set(id, new Map())
        return xml(
          response,
          200,
          `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        )
      }
      case 'PUT parts': {
        const number = Number(url.searchParams.get('partNumber'))
        server.parts += 1
        parts?.set(number, body)
        return void response.writeHead(200, { etag: `"part-${number}"` }).end()
      }
      case 'POST parts': {
        const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) =>
          Number(number),
        )
        server.objects.set(key, Buffer.concat(numbers.map((number) => parts?.get(number) ?? Buffer.alloc(0))))
        server.unfinished.delete(uploadId ?? '')
        return xml(response, 200, `<CompleteMultipartUploadResult><ETag>"all"</ETag></CompleteMultipartUploadResult>`)
      }
      case 'DELETE parts':
        server.unfinished.delete(uploadId ?? '')
        return void response.writeHead(204).end()
      default:
        return refuse(response, 405, 'MethodNotAllowed')
    }
  }
}

function xml(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${text}`)
}

function refuse(response: ServerResponse, status: number, code: string): void {
  xml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([\da-f]{64})$/

/** Signature version 4, after Amazon's description of it; the digest of the bytes has to be that of the body, where it is said. */
function isSigned({ method, headers }: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, accessKeyId, day = '', region = '', signed = '', signature = ''] =
    AUTHORIZATION.exec(headers.authorization ?? '') ?? []
  if (accessKeyId !== S3_CREDENTIALS.accessKeyId) return false
  const said = String(headers['x-amz-content-sha256'])
  if (said !== 'UNSIGNED-PAYLOAD' && said !== createHash('sha256').update(body).digest('hex')) return false
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join('&')
  const headerLines = signed.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`)
  const canonical = [method, url.pathname, query, headerLines.join(''), signed, said].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = [
    'AWS4-HMAC-SHA256',
    String(headers['x-amz-date']),
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${S3_CREDENTIALS.secretAccessKey}`),
  )
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'))
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
