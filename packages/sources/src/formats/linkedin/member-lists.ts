import type { AccountRef } from '@weft/model/account'
import type { PostRecord } from '@weft/model/post'
import { textOf, WrongCell } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import type { ReadOptions, RowPlace } from '../../format.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded } from '../../refusal.ts'
import { type Cells, formatOfTable } from '../../table-format.ts'

export const HOW_TO_GET =
  'On LinkedIn: Settings & Privacy > Data privacy > Get a copy of your data. It comes within a day as a zip; hand that in as it is, and say whose it is.'

/** The name at the end of a profile's address: the nearest thing to an id that LinkedIn gives out. */
export function slugOf(url: string): string | null {
  const slug = /linkedin\.com\/(?:in|pub|company|school)\/([^/?#\s]+)/i.exec(url)?.[1]
  if (slug === undefined) return null
  try {
    return decodeURIComponent(slug)
  } catch {
    return slug
  }
}

/** The member by the address of the profile, else by name: namesakes cannot be told apart then. */
function member(url: string, name: string): AccountRef | null {
  const handle = slugOf(url) ?? textOf(name.replaceAll(/\s+/g, ' '))
  return handle === null ? null : { platform: 'linkedin', platformId: null, handle }
}

function ownerOf({ account }: ReadOptions, place: RowPlace, what: string): AccountRef {
  if (account?.platform === 'linkedin') return account
  throw new AccountNeeded(place.file, 'linkedin', what)
}

/** What an address of LinkedIn's names: `urn:li:share:6810…`, also where it is written with %3A. */
export function urnOf(link: string): string | null {
  return /urn(?::|%3A)li(?::|%3A)(activity|share|ugcPost)(?::|%3A)(\d+)/i.exec(link)?.slice(1, 3).join(':') ?? null
}

/** The member's connections: they follow each other since they are connected. */
export const linkedinConnections = formatOfTable({
  id: 'linkedin_connections',
  name: 'LinkedIn connections',
  howToGet: HOW_TO_GET,
  tells: 'With whom the member is connected and since when.',
  cannotTell:
    'Who follows without being connected. Before 2022 nobody’s address, so that people of one name are one. Members who closed their account. Whose list it is.',
  required: ['first name', 'last name', 'company', 'position', 'connected on'],
  optional: ['url', 'email address'],
  timeColumn: 'connected on',
  reader(_, times, options) {
    const observed = new ObservedCoverage()
    let owner: AccountRef | null = null
    let nameless = 0
    return {
      record(cells, place) {
        owner ??= ownerOf(options, place, 'connections')
        const name = `${cells('first name')} ${cells('last name')}`
        const other = member(cells('url'), name)
        if (other === null) return { ignored: 'a member who closed the account: neither name nor address' }
        if (slugOf(cells('url')) === null) nameless++
        const time = times?.read(cells('connected on')) ?? null
        const since = time === null ? {} : { since: time }
        const snapshotTime = options.takenAt ?? null
        observed.see('linkedin', ['follow'], snapshotTime, false)
        const about = [textOf(cells('position')), textOf(cells('company'))].filter((part) => part !== null)
        return [
          { type: 'follow', follower: other, followed: owner, snapshotTime, ...since },
          { type: 'follow', follower: owner, followed: other, snapshotTime, ...since },
          {
            type: 'account',
            account: other,
            displayName: textOf(name.replaceAll(/\s+/g, ' ')),
            description: about.length === 0 ? null : about.join(', '),
            exporter: false,
          },
        ]
      },
      // Who follows without being connected is not in it, so that silence says nothing of follows.
      coverage: () => observed.coverage().map((coverage) => ({ ...coverage, account: owner })),
      notes: () =>
        nameless === 0 ? [] : [`${nameless} connections are known by name only: people of one name count as one`],
    }
  },
})

/** What the member shared. Some years put each line of a text into quotes of its own. */
export const linkedinShares = formatOfTable({
  id: 'linkedin_shares',
  name: 'LinkedIn shares',
  howToGet: HOW_TO_GET,
  tells: 'What the member posted, with text and time.',
  cannotTell: 'Whose post was passed on, who reacted and commented. Whose list it is.',
  required: ['date', 'sharelink', 'sharecommentary', 'visibility'],
  optional: ['sharedurl', 'mediaurl'],
  timeColumn: 'date',
  reader: (_, times, options) =>
    ownPosts(options, 'shares', (cells, owner) => {
      const id = urnOf(cells('sharelink'))
      const time = times?.read(cells('date')) ?? null
      const text = textOf(cells('sharecommentary').replaceAll('"\n"', '\n').replaceAll('"\r\n"', '\n'))
      const isPassedOn = text === null && cells('sharedurl').trim() === '' && cells('mediaurl').trim() === ''
      return {
        id: id ?? derivedId('linkedin', owner.handle, time, text),
        time,
        kind: isPassedOn ? 'repost' : 'original',
        text,
        parentId: null,
        url: textOf(cells('sharelink')),
      }
    }),
})

/** What the member commented, under posts that are named by number only. */
export const linkedinComments = formatOfTable({
  id: 'linkedin_comments',
  name: 'LinkedIn comments',
  howToGet: HOW_TO_GET,
  tells: 'What the member commented, with text and time, and under which post.',
  cannotTell: 'Whose post it was. Whose list it is.',
  required: ['date', 'link', 'message'],
  optional: [],
  escape: 'backslash',
  timeColumn: 'date',
  reader: (_, times, options) =>
    ownPosts(options, 'comments', (cells, owner) => {
      const time = times?.read(cells('date')) ?? null
      const text = textOf(cells('message'))
      const id = derivedId('linkedin comment', owner.handle, time, cells('link'), text)
      return { id, time, kind: 'reply', text, parentId: urnOf(cells('link')), url: textOf(cells('link')) }
    }),
})

function ownPosts(
  options: ReadOptions,
  what: string,
  postIn: (cells: Cells, owner: AccountRef) => Pick<PostRecord, 'id' | 'time' | 'kind' | 'text' | 'parentId' | 'url'>,
) {
  const observed = new ObservedCoverage()
  let owner: AccountRef | null = null
  return {
    record(cells: Cells, place: RowPlace): PostRecord {
      owner ??= ownerOf(options, place, what)
      const post = postIn(cells, owner)
      if (post.time === null) {
        const fix = 'take the file as LinkedIn wrote it'
        throw new WrongCell({ column: 'date', value: '', problem: 'no time', fix })
      }
      observed.see('linkedin', ['post'], post.time, post.text !== null)
      const unknown = { language: null, conversationId: post.parentId, parentAuthor: null, mentions: [] }
      return { type: 'post', ...post, author: owner, ...unknown }
    },
    coverage: () =>
      observed.coverage().map((coverage) => ({ ...coverage, account: owner, direction: 'outbound' as const })),
    notes: () => [],
  }
}

/** What the member reacted to: the posts are numbers, and whose they are is not said. */
export const linkedinReactions = formatOfTable({
  id: 'linkedin_reactions',
  name: 'LinkedIn reactions',
  howToGet: HOW_TO_GET,
  tells: 'Nothing that a network is made of.',
  cannotTell: 'Whose post was reacted to.',
  required: ['date', 'type', 'link'],
  optional: [],
  timeColumn: null,
  reader: () => ({
    record: () => ({ ignored: 'LinkedIn does not say whose post was reacted to' }),
    coverage: () => [],
    notes: () => [],
  }),
})

/** Whom the member invited and who invited the member. */
export const linkedinInvitations = formatOfTable({
  id: 'linkedin_invitations',
  name: 'LinkedIn invitations',
  howToGet: HOW_TO_GET,
  tells: 'Nothing that a network is made of.',
  cannotTell: 'Which were accepted: those are connections.',
  required: ['from', 'to', 'sent at', 'direction'],
  optional: ['message', 'inviterprofileurl', 'inviteeprofileurl'],
  timeColumn: null,
  reader: () => ({
    record: () => ({ ignored: 'an invitation is no tie; an accepted one is a connection' }),
    coverage: () => [],
    notes: () => [],
  }),
})

/** The organizations that the member follows, by name. */
export const linkedinCompanyFollows = formatOfTable({
  id: 'linkedin_company_follows',
  name: 'LinkedIn company follows',
  howToGet: HOW_TO_GET,
  tells: 'Which organizations the member follows and since when.',
  cannotTell: 'Their addresses: organizations go by their names. Whose list it is.',
  required: ['organization', 'followed on'],
  optional: [],
  timeColumn: 'followed on',
  reader(_, times, options) {
    const observed = new ObservedCoverage()
    let owner: AccountRef | null = null
    return {
      record(cells, place) {
        owner ??= ownerOf(options, place, 'follows')
        const followed = member('', cells('organization'))
        if (followed === null) return { ignored: 'an organization without a name' }
        const time = times?.read(cells('followed on')) ?? null
        const snapshotTime = options.takenAt ?? null
        observed.see('linkedin', ['follow'], snapshotTime, false)
        return { type: 'follow', follower: owner, followed, snapshotTime, ...(time === null ? {} : { since: time }) }
      },
      coverage: () => observed.coverage().map((coverage) => ({ ...coverage, account: owner })),
      notes: () => [],
    }
  },
})
