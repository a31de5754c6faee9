import type { Export } from '../../export.ts'
import type { ReadOptions } from '../../format.ts'
import { objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { AccountNeeded } from '../../refusal.ts'
import { INSTAGRAM_LISTS } from './instagram-lists.ts'
import { formatOfMetaDownload, type MetaOwner, metaObject } from './meta-download.ts'

/** Instagram's own download, with what it holds of Threads. */
export const instagram = formatOfMetaDownload({
  id: 'instagram_download',
  name: 'Instagram download (JSON), with Threads',
  howToGet:
    'In the Instagram app or on instagram.com: Accounts Centre > Your information and permissions > Download your information. Choose JSON, not HTML, and “All time”. It comes within hours as a zip; hand that in as it is.',
  tells:
    'Who follows the account and since when, whom it follows, its captions, its comments with whose post they stand under, whose posts it liked. The same for Threads, without whom a reply answers.',
  cannotTell: 'What others wrote or liked on the account’s posts, and the posts’ addresses.',
  lists: INSTAGRAM_LISTS,
  owner: instagramOwner,
})

/** Meta names its zips `instagram-HANDLE-DATE-CODE.zip`. */
const ZIP_NAME = /instagram-([a-z0-9._]+)-(\d{4}-\d{2}-\d{2})/i

async function instagramOwner(exported: Export, options: ReadOptions): Promise<MetaOwner> {
  const [, nameInZip, day] = ZIP_NAME.exec(exported.name) ?? []
  const takenAt = options.takenAt ?? (day === undefined ? null : Date.parse(day))
  const given =
    options.account?.platform === 'instagram' || options.account?.platform === 'threads' ? options.account : null
  const handle = given?.handle ?? (await handleInProfile(exported)) ?? nameInZip
  if (handle === undefined || handle === null) throw new AccountNeeded(exported.name, 'instagram', 'lists')
  return { handle, takenAt: Number.isNaN(takenAt) ? null : takenAt }
}

/** Headings are localised: of the values of the profile, the user name is the one that the heading says it is. */
async function handleInProfile(exported: Export): Promise<string | null> {
  const profile = await metaObject(exported, 'profile_user')
  if (profile === null) return null
  const map = objectAt(objectsAt(profile, 'profile_user')[0] ?? {}, 'string_map_data')
  for (const heading of Object.keys(map)) {
    if (USER_NAME_HEADINGS.includes(heading.toLowerCase())) return textAt(objectAt(map, heading), 'value')
  }
  return null
}

const USER_NAME_HEADINGS = [
  'username',
  'benutzername',
  'nom d’utilisateur',
  "nom d'utilisateur",
  'nombre de usuario',
  'nome utente',
  'nome de utilizador',
  'nome de usuário',
  'gebruikersnaam',
]
