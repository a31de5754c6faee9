import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { withOrganization } from '@weft/store/database'
import { s3Files } from '@weft/store/files/s3-files'
import { S3_CREDENTIALS, s3Server } from '@weft/store/files/s3-server.test-data'
import { createOrganization } from '@weft/store/organizations'
import { testDatabase } from '@weft/store/test-database'
import { findUpload } from '@weft/store/uploads'
import { expect, test } from 'vitest'
import { loadStoredUpload } from './load-stored-upload.ts'
import { storeUpload } from './store-upload.ts'

const FOLLOWS = 'follower,followed,snapshot_date,platform\nana,us,2024-03-01,x\n'

test('an upload that lies in a bucket is loaded, and what was damaged there is not; no copy stays on this machine', async () => {
  await using fresh = await testDatabase()
  await using server = await s3Server('uploads')
  const { database } = fresh
  const place = { endpoint: server.endpoint, bucket: 'uploads', region: 'eu-test-1', pathStyle: true }
  const files = s3Files({ ...place, credentials: S3_CREDENTIALS })
  const { id } = await createOrganization(database, { name: 'Invented Institute' })
  const store = () => storeUpload({ database, files }, id, 'follows.csv', [Buffer.from(FOLLOWS)])
  const load = async (uploadId: string) => {
    await loadStoredUpload({ database, files }, id, uploadId)
    return await withOrganization(database, id, (tx) => findUpload(tx, uploadId))
  }
  const copies = async () => (await readdir(tmpdir())).filter((name) => /^weft-[\da-f]{24}$/.test(name))
  const before = await copies()
  expect(await load(await store())).toMatchObject({ state: 'loaded' })
  const damaged = await store()
  server.objects.set(`${id}/uploads/${damaged}`, Buffer.from(FOLLOWS.replace('ana', 'eve')))
  expect(await load(damaged)).toMatchObject({ state: 'failed', problem: { title: 'StoredFileDamaged' } })
  expect(await copies()).toEqual(before)
})
