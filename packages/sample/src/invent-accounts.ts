import type { Basis, Party } from '@weft/model/party'
import { type Random, seededRandom } from '@weft/model/seeded-random'
import { happens, oneOf, wholeNumber } from './chance.ts'
import type { SampleAccount } from './institution.ts'
import {
  DEPARTMENTS,
  FAMILY_NAMES,
  FIRST_NAMES,
  INDEPENDENT_KINDS,
  MEDIA_KINDS,
  PARTNER_KINDS,
  PLACES,
} from './invented-names.ts'
import { MUSEUM_WORDS } from './museum-words.ts'
import type { InstitutionSize } from './size.ts'
import { snowflakes } from './snowflake.ts'

export const MUSEUM_NAME = 'Loomgate Museum'

const BRAND_HANDLE = 'loomgatemuseum'

/** X handles hold at most this many letters, digits and underscores. */
const HANDLE_LETTERS_MAX = 15

/** X ids were plain counters before they told the time. */
const COUNTER_ID_SHARE = 0.6

const FIRST_SNOWFLAKE_ACCOUNT = Date.UTC(2016, 0, 1)
const LAST_NEW_ACCOUNT = Date.UTC(2025, 0, 1)

/** Everyone in the institution's world, the brand first. All names, handles and ids are different. */
export function inventAccounts(seed: number, size: InstitutionSize): SampleAccount[] {
  const random = seededRandom(`${seed}/accounts`)
  const name = nameSource(random)
  const accounts: SampleAccount[] = []

  const add = (party: Party, count: number, kinds: readonly string[], bases: readonly Basis[]) => {
    for (let i = 0; i < count; i++) {
      // Bodies stand for about two in three of the parties that have them.
      const body = kinds.length > 0 && happens(random, 0.66)
      const { displayName, handle } = body ? name.ofBody(kinds) : name.ofPerson()
      const topic = oneOf(random, MUSEUM_WORDS['topic'] ?? []) ?? ''
      accounts.push({
        id: name.id(),
        handle,
        displayName,
        description: body ? `${displayName}. ${capital(topic)} and more.` : `${capital(topic)}, mostly.`,
        party,
        basis: oneOf(random, bases) ?? null,
        person: party === 'unclassified' || body ? null : displayName,
        department: party === 'employee' ? (DEPARTMENTS[i % DEPARTMENTS.length] ?? null) : null,
        consent: party === 'employee' || (party !== 'unclassified' && happens(random, 0.3)),
        topic,
        vigour: vigour(random),
      })
    }
  }

  accounts.push({
    id: name.id(),
    handle: BRAND_HANDLE,
    displayName: MUSEUM_NAME,
    description: 'Thread, tools and tides. Open Tuesday to Sunday, roof permitting.',
    party: 'owned',
    basis: 'owned',
    person: null,
    department: null,
    consent: true,
    topic: 'textile conservation',
    vigour: 1,
  })
  add('employee', size.staff, [], ['staff_list'])
  add('partner', size.partners, PARTNER_KINDS, ['manual'])
  add('third_party', size.thirdParties, INDEPENDENT_KINDS, ['manual', 'self_described'])
  add('media', size.media, MEDIA_KINDS, ['manual'])
  add('customer', size.customers, [], ['consented', 'consented', 'self_described'])
  add('unclassified', size.unclassified, [], [])
  return accounts
}

/** Heavy-tailed, 1 to about 30: few take part often, most seldom. */
function vigour(random: Random): number {
  return 1.03 / (0.034 + random())
}

function nameSource(random: Random) {
  const handles = new Set([BRAND_HANDLE])
  const issueSnowflake = snowflakes(random)
  const ids = new Set<string>()

  const freeHandle = (wish: string): string => {
    const stem = wish.replace(/[^A-Za-z0-9_]/g, '')
    let handle = stem.slice(0, HANDLE_LETTERS_MAX)
    for (let number = 2; handles.has(handle.toLowerCase()); number++) {
      handle = `${stem.slice(0, HANDLE_LETTERS_MAX - String(number).length)}${number}`
    }
    handles.add(handle.toLowerCase())
    return handle
  }

  return {
    ofPerson: () => {
      const first = oneOf(random, FIRST_NAMES) ?? ''
      const family = oneOf(random, FAMILY_NAMES) ?? ''
      const wish = happens(random, 0.5) ? `${first}_${family}` : `${first.slice(0, 3)}${family}`
      return { displayName: `${first} ${family}`, handle: freeHandle(wish.toLowerCase()) }
    },
    ofBody: (kinds: readonly string[]) => {
      const displayName = `${oneOf(random, PLACES) ?? ''} ${oneOf(random, kinds) ?? ''}`
      return { displayName, handle: freeHandle(displayName) }
    },
    id: (): string => {
      for (;;) {
        const id = happens(random, COUNTER_ID_SHARE)
          ? String(wholeNumber(random, 10_000_000, 3_200_000_000))
          : issueSnowflake(wholeNumber(random, FIRST_SNOWFLAKE_ACCOUNT, LAST_NEW_ACCOUNT))
        if (ids.has(id)) continue
        ids.add(id)
        return id
      }
    },
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
