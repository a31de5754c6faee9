import type { AccountRecord } from '@weft/model/account-record'
import { javascriptObject, javascriptRows } from '../../javascript-rows.ts'
import {
  asObject,
  idAt,
  isObject,
  type JsonObject,
  objectAt,
  objectsAt,
  textAt,
  wholeNumberAt,
} from '../../json-fields.ts'
import { BrokenFile } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import type { XArchiveFiles } from './archive-files.ts'
import { xAccount } from './tweet.ts'
import { isShortened } from './user-profile.ts'

/** What an archive's manifest says: whose it is, when it was made, and which lists of which length it holds. */
export interface XArchiveManifest {
  userInfo: JsonObject
  /** When X made the archive, UTC milliseconds. */
  generationTime: number | null
  isPartial: boolean
  lists: { fileName: string; count: number | null }[]
}

/** Reads `manifest.js`; an archive without one has an empty manifest. */
export async function readManifest({ manifest }: XArchiveFiles): Promise<XArchiveManifest> {
  const config = manifest === null ? {} : asObject(await javascriptObject(manifest))
  const archiveInfo = objectAt(config, 'archiveInfo')
  const types = Object.values(objectAt(config, 'dataTypes')).filter(isObject)
  return {
    userInfo: objectAt(config, 'userInfo'),
    generationTime: readTime(textAt(archiveInfo, 'generationDate') ?? '')?.time ?? null,
    isPartial: archiveInfo['isPartialArchive'] === true,
    lists: types.flatMap((type) =>
      objectsAt(type, 'files').flatMap((file) => {
        const fileName = textAt(file, 'fileName')
        return fileName === null ? [] : [{ fileName, count: wholeNumberAt(file, 'count') }]
      }),
    ),
  }
}

/** Whose archive it is: `account.js`, else the manifest, with the biography of `profile.js`. */
export async function readOwner(files: XArchiveFiles, manifest: XArchiveManifest): Promise<AccountRecord> {
  const account = await firstOf(files.account, 'account')
  const profile = await firstOf(files.profile, 'profile')
  const website = textAt(objectAt(profile, 'description'), 'website')
  const ref = xAccount(
    idAt(account, 'accountId') ?? idAt(manifest.userInfo, 'accountId'),
    textAt(account, 'username') ?? textAt(manifest.userInfo, 'userName'),
  )
  if (ref === null) {
    const file = files.account?.path ?? files.manifest?.path ?? 'data/account.js'
    throw new BrokenFile(file, 'item 1', 'the account id and user name of the archive’s owner')
  }
  return {
    type: 'account',
    account: ref,
    displayName: textAt(account, 'accountDisplayName') ?? textAt(manifest.userInfo, 'displayName'),
    description: textAt(objectAt(profile, 'description'), 'bio'),
    exporter: true,
    ...(website === null || isShortened(website) ? {} : { website }),
  }
}

async function firstOf(file: XArchiveFiles['account'], key: string): Promise<JsonObject> {
  if (file === null) return {}
  for await (const item of javascriptRows(file)) return objectAt(asObject(item), key)
  return {}
}
