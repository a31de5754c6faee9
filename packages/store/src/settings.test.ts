import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, WrongSettings } from './settings.ts'

test('nothing set: the database that comes with Weft, in .weft, on this machine only', () => {
  expect(readSettings({})).toEqual({
    databaseUrl: null,
    home: resolve('.weft'),
    host: '127.0.0.1',
    port: 8080,
    logLevel: 'info',
    uploadBytesMax: 2 * 1024 ** 3,
    s3: null,
    sentenceEncoder: { isOn: false, folder: resolve('.weft/sentence-encoder') },
  })
})

test('a variable that is set to nothing counts as not set', () => {
  expect(readSettings({ DATABASE_URL: '', PORT: '' })).toEqual(readSettings({}))
})

test('what is set is read', () => {
  const databaseUrl = 'postgres://weft:secret@database:5432/weft'
  expect(
    readSettings({
      DATABASE_URL: databaseUrl,
      WEFT_HOME: '/srv/weft',
      HOST: '::',
      PORT: '0',
      WEFT_UPLOAD_MEGABYTES_MAX: '5',
    }),
  ).toMatchObject({ databaseUrl, home: '/srv/weft', host: '::', port: 0, uploadBytesMax: 5 * 1024 ** 2 })
})

test('every wrong variable is named at once, and no value, which may be a secret', () => {
  const env = {
    DATABASE_URL: 'mysql://hunter2@db',
    PORT: '80a',
    LOG_LEVEL: 'loud',
    HOST: 'a b',
    WEFT_UPLOAD_MEGABYTES_MAX: '0',
  }
  const wrong = caught(() => readSettings(env))
  expect(wrong.variables.toSorted()).toEqual(Object.keys(env).toSorted())
  expect(wrong.message).toContain('PORT: must be a whole number')
  expect(wrong.message).not.toContain('hunter2')
})

test.each([' 1', '1e3', '0x10', '65536', '-1', '1.5'])('"%s" is no port', (text) => {
  expect(() => readSettings({ PORT: text })).toThrow(WrongSettings)
})

test('a bucket is enough to keep files in it; on a store of one’s own it stands in the path', () => {
  expect(readSettings({ WEFT_S3_BUCKET: 'weft-files' }).s3).toEqual({
    endpoint: null,
    bucket: 'weft-files',
    region: 'us-east-1',
    pathStyle: false,
    credentials: null,
  })
  const own = {
    WEFT_S3_BUCKET: 'weft',
    WEFT_S3_ENDPOINT: 'http://minio:9000',
    WEFT_S3_REGION: 'eu-central-1',
    WEFT_S3_ACCESS_KEY_ID: 'weft',
    WEFT_S3_SECRET_ACCESS_KEY: 'hunter2',
  }
  const credentials = { accessKeyId: 'weft', secretAccessKey: 'hunter2' }
  const { s3 } = readSettings(own)
  expect(s3).toMatchObject({ endpoint: 'http://minio:9000', region: 'eu-central-1', pathStyle: true, credentials })
  expect(readSettings({ ...own, WEFT_S3_PATH_STYLE: 'false' }).s3).toMatchObject({ pathStyle: false })
})

test('half a key, or a store without a bucket, is told with every other mistake', () => {
  const half = caught(() => readSettings({ WEFT_S3_BUCKET: 'weft', WEFT_S3_SECRET_ACCESS_KEY: 'hunter2', PORT: 'x' }))
  expect(half.variables.toSorted()).toEqual(['PORT', 'WEFT_S3_ACCESS_KEY_ID'])
  expect(half.message).not.toContain('hunter2')
  const lost = caught(() => readSettings({ WEFT_S3_ENDPOINT: 'ftp://x', WEFT_S3_PATH_STYLE: 'yes' }))
  expect(lost.variables.toSorted()).toEqual(['WEFT_S3_ENDPOINT', 'WEFT_S3_PATH_STYLE'])
})

function caught(act: () => unknown): WrongSettings {
  try {
    act()
  } catch (error) {
    if (error instanceof WrongSettings) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('the sentence encoder is off until it is asked for, and lies in the home folder or where it is said to', () => {
  const read = (WEFT_SENTENCE_ENCODER: string) =>
    readSettings({ WEFT_HOME: '/srv/weft', WEFT_SENTENCE_ENCODER }).sentenceEncoder
  expect(read('off')).toEqual({ isOn: false, folder: '/srv/weft/sentence-encoder' })
  expect(read('on')).toEqual({ isOn: true, folder: '/srv/weft/sentence-encoder' })
  expect(read('/opt/encoder')).toEqual({ isOn: true, folder: '/opt/encoder' })
  expect(read('./encoder')).toEqual({ isOn: true, folder: resolve('encoder') })
  for (const text of ['true', '1', 'encoder'])
    expect(() => read(text)).toThrow('WEFT_SENTENCE_ENCODER: must be on, off')
})
