import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import { WrongCell } from '../../cell.ts'
import type { ExportFile } from '../../export.ts'
import { asObject, type JsonObject, objectAt, textAt } from '../../json-fields.ts'
import { jsonArrayItems } from '../../json-file.ts'

/** Who and what is in a workspace, as its lists say. */
export interface Workspace {
  /** Names of users by id. */
  handles: Map<string, string>
  /** Ids of public channels by their names, which are the folders that they lie in. */
  channels: Map<string, string>
}

/** A channel that is not on the list of public ones is a private one, or a conversation. */
export async function readWorkspace(files: ReadonlyMap<string, ExportFile>): Promise<Workspace> {
  const workspace: Workspace = { handles: new Map(), channels: new Map() }
  for await (const user of itemsOf(files.get('users.json'))) {
    const [id, name] = [textAt(user, 'id'), textAt(user, 'name')]
    if (id !== null && name !== null) workspace.handles.set(id, name)
  }
  for await (const channel of itemsOf(files.get('channels.json'))) {
    const name = textAt(channel, 'name')
    if (name !== null && channel['is_private'] !== true) workspace.channels.set(name, textAt(channel, 'id') ?? name)
  }
  return workspace
}

async function* itemsOf(file: ExportFile | undefined): AsyncGenerator<JsonObject> {
  if (file === undefined) return
  for await (const { value } of jsonArrayItems(file)) yield asObject(value)
}

export function slackAccount(id: string, { handles }: Workspace): AccountRef {
  return { platform: 'slack', platformId: id, handle: handles.get(id) ?? null }
}

/** Addresses and telephone numbers in the profile are nobody's business here. Throws {@link WrongCell}. */
export function userOf(user: JsonObject): AccountRecord {
  const id = textAt(user, 'id')
  if (id === null) throw wrong('id', null, 'the user has no id')
  const profile = objectAt(user, 'profile')
  return {
    type: 'account',
    account: { platform: 'slack', platformId: id, handle: textAt(user, 'name') },
    displayName: textAt(profile, 'real_name') ?? textAt(user, 'real_name'),
    description: textAt(profile, 'title'),
    exporter: false,
  }
}

export function wrong(column: string, value: string | null, problem: string): WrongCell {
  return new WrongCell({ column, value, problem, fix: 'export the workspace again' })
}
