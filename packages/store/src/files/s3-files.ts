import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { assertFileKey, FileNotKept, type FileStore, type LocalFile } from '../files.ts'
import type { S3Settings } from '../settings.ts'
import { Digest } from './digest.ts'

/** Part of a large object that is sent at once; ten thousand of them are the most that S3 puts together, some 160 GB. */
const PART_BYTES = 16 * 1024 * 1024

/** Parts under way at once: each is held in memory until it is there. */
const PARTS_AT_ONCE = 2

/**
 * Files in a bucket of an S3-compatible store. An object appears whole or not at all: a large one is put together from
 * parts once the last is there, and its parts are given up where its source breaks off.
 */
export function s3Files(settings: S3Settings): FileStore {
  const client = new S3Client(configOf(settings))
  const at = (key: string) => {
    assertFileKey(key)
    return { Bucket: settings.bucket, Key: key }
  }
  return {
    put: async (key, bytes) => {
      const digest = new Digest()
      const upload = new Upload({
        client,
        params: { ...at(key), Body: Readable.from(digest.of(bytes), { objectMode: false }) },
        partSize: PART_BYTES,
        queueSize: PARTS_AT_ONCE,
      })
      await upload.done()
      return digest.total()
    },
    open: (key) => readOrFail(client, at(key)),
    remove: async (key) => void (await client.send(new DeleteObjectCommand(at(key)))),
    local: async (key) => await download(readOrFail(client, at(key))),
  }
}

function configOf({ endpoint, region, pathStyle, credentials }: S3Settings): S3ClientConfig {
  return {
    region,
    forcePathStyle: pathStyle,
    // Many compatible stores do not know the newer checksums; the SHA-256 of every file is ours to compare.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials === null ? {} : { credentials }),
  }
}

async function* readOrFail(client: S3Client, at: { Bucket: string; Key: string }): AsyncGenerator<Uint8Array> {
  try {
    const { Body } = await client.send(new GetObjectCommand(at))
    yield* Body as AsyncIterable<Uint8Array>
  } catch (error) {
    throw error instanceof NoSuchKey ? new FileNotKept(at.Key, { cause: error }) : error
  }
}

async function download(bytes: AsyncIterable<Uint8Array>): Promise<LocalFile> {
  const path = join(tmpdir(), `weft-${randomBytes(12).toString('hex')}`)
  const remove = async () => await rm(path, { force: true })
  try {
    await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    await remove()
    throw error
  }
  return { path, [Symbol.asyncDispose]: remove }
}
