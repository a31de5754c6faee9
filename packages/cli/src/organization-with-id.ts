import { findOrganization, type Organization } from '@weft/store/organizations'
import { CannotDo } from './expected-error.ts'
import type { Installation } from './installation.ts'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The organization of that id; throws `CannotDo` where there is none, also for a text that is no id at all. */
export async function organizationWithId({ database }: Installation, id: string): Promise<Organization> {
  const organization = UUID.test(id) ? await findOrganization(database, id) : undefined
  if (organization === undefined) throw new CannotDo(`there is no organization ${id}; list them with: weft org list`)
  return organization
}
