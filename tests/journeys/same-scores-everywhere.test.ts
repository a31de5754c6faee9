import { drawQuarterCheck } from '@weft/api/quarter-check'
import { scoreQuarters } from '@weft/graph/score-quarters'
import type { Coverage } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { quarterNamed } from '@weft/model/quarter'
import { seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { QUALITY } from '@weft/practices/invented-history.test-data'
import type { PostReader } from '@weft/reading/post-reader'
import type { SourceRow } from '@weft/sources/format'
import { listActions } from '@weft/store/actions'
import { checkPosts } from '@weft/store/checks'
import { withOrganization } from '@weft/store/database'
import { saveLabels } from '@weft/store/labels'
import { type LoadingOrganization, loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rostered, rowsOf, x } from '@weft/store/load/records.test-data'
import { declareOwned } from '@weft/store/parties'
import { postTexts } from '@weft/store/posts'
import { listScores } from '@weft/store/scores'
import { testDatabase } from '@weft/store/test-database'
import { expect, test } from 'vitest'

const WINTER = quarterNamed('2024-Q1')
const SPRING = quarterNamed('2024-Q2')
const US = x('us', '1')
const DAY = 86_400_000

/** What a post says tells how it is read, so that everybody reads it alike. */
const reader: PostReader = {
  version: 'by its words',
  quality: QUALITY,
  read: async (posts) =>
    posts.map(({ text }) => {
      const random = seededRandom(text)
      const signals = Object.fromEntries(SIGNALS.map((signal) => [signal, random() ** 2])) as Record<Signal, number>
      return { language: 'en', languageReliable: true, signals, review: {} }
    }),
}

/** Two quarters of talk between us, some staff and sixty others; row by row, as exports have it. */
function talk(): { posts: SourceRow[]; roster: SourceRow[] } {
  const random = seededRandom('talk')
  const pick = <Value>(of: readonly Value[]): Value => of[Math.floor(random() * of.length)]!
  const others = Array.from({ length: 60 }, (_, n) => x(`other${n}`, `${100 + n}`))
  const staff = Array.from({ length: 6 }, (_, n) => x(`staff${n}`, `${10 + n}`))
  const records = Array.from({ length: 900 }, (_, n) => {
    const id = `${1000 + n}`
    const author = n % 3 === 0 ? US : n % 3 === 1 ? pick(staff) : pick(others)
    // Many at the same moment: the order of rows must not decide anything.
    const time = WINTER.from + DAY + Math.floor(random() * 170) * DAY
    const mentions = [pick(others), pick(others), US].filter((one) => one.handle !== author.handle).slice(0, n % 4)
    return post(id, { author, time, mentions, text: `words ${n}` })
  })
  const replies = records.flatMap((told, n) =>
    random() < 0.6
      ? [
          post(`${5000 + n}`, {
            author: pick([...others, ...staff]),
            kind: pick(['reply', 'quote'] as const),
            time: told.time! + DAY,
            parentId: told.id,
            parentAuthor: told.author,
            text: `answer ${n}`,
          }),
        ]
      : [],
  )
  const parties = ['customer', 'third_party', 'media'] as const
  return {
    posts: rowsOf([...records, ...replies]),
    roster: rowsOf([
      ...staff.map((account) => rostered(account, { party: 'employee', basis: 'staff_list' })),
      ...others.slice(0, 45).map((account, n) => rostered(account, { party: parties[n % 3]!, basis: 'consented' })),
    ]),
  }
}

const coverage = (['outbound', 'inbound', 'among_others'] as const).map(
  (direction): Coverage => ({
    platform: 'x',
    account: null,
    direction,
    acts: ['post', ...INTERACTION_KINDS],
    text: true,
    from: WINTER.from,
    to: SPRING.to,
  }),
)

/** The parts of some rows, in the order of the parts asked for. */
const inParts = (rows: readonly SourceRow[], order: readonly number[]): SourceRow[][] =>
  order.map((part) => rows.filter((_, n) => n % order.length === part))

/** A fresh database in which other organizations were first, so that rows get other numbers there. */
async function installation(others: number, loading: (organization: LoadingOrganization) => Promise<void>) {
  const tested = await testDatabase()
  const { database } = tested
  for (let n = 0; n < others; n++) {
    const other = await loadingOrganization(database)
    await other.load(talk().posts.slice(0, 40 + n))
  }
  const organization = await loadingOrganization(database)
  const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(database, organization.id, work)
  await within((tx) => declareOwned(tx, organization.id, [US]))
  await loading(organization)
  await scoreQuarters({ database, reader }, organization.id)
  await within(async (tx) => {
    await drawQuarterCheck(tx, organization.id, SPRING, { size: 60, sentToUs: 60, actor: 'eva' })
    const texts = await postTexts(
      tx,
      (await checkPosts(tx, SPRING)).map(({ postId }) => postId),
    )
    const said = texts.map(({ id: postId, text }) => {
      const random = seededRandom(`people: ${text}`)
      const labels = Object.fromEntries(SIGNALS.map((signal) => [signal, random() < 0.3])) as Record<Signal, boolean>
      return { postId, labels }
    })
    await saveLabels(tx, organization.id, { said, picked: 'check', setBy: 'eva' })
  })
  await scoreQuarters({ database, reader }, organization.id)
  const results = await within(listScores)
  const names = new Map(
    (await organization.all<{ id: string; name: string }>('select id::text, platform_id as name from account')).map(
      ({ id, name }) => [id, name],
    ),
  )
  const posts = new Map(
    (await organization.all<{ id: string; name: string }>('select id::text, platform_post_id as name from post')).map(
      ({ id, name }) => [id, name],
    ),
  )
  const actions = await within((tx) => listActions(tx, SPRING.name, { limit: 1000 }))
  const evidence = await organization.all<{ told: string }>(`
    select concat_ws('|', quarter, indicator, number, platform_post_id, one.platform_id, other.platform_id, counts,
      probability, labelled_by) as told
    from evidence left join post on post.id = post_id left join account as one on one.id = account_id
    left join account as other on other.id = other_account_id order by quarter, indicator, number`)
  await tested[Symbol.asyncDispose]()
  return {
    bytes: JSON.stringify(results.map(({ inputHash, scores, method }) => ({ inputHash, scores, method }))),
    states: results.flatMap(({ scores }) => Object.values(scores.practices).map(({ state }) => state)),
    actions: actions.map(({ kind, reason, weight, accounts, posts: about }) => ({
      kind,
      reason,
      weight,
      accounts: accounts.map((id) => names.get(id)),
      posts: about.map((id) => posts.get(id)),
    })),
    evidence: evidence.map(({ told }) => told),
  }
}

test('two installations that were given the same files, one after the other or the other way round, give the same bytes', async () => {
  const { posts, roster } = talk()
  const summary = { owner: null, coverage, notes: [] }
  const given = async ({ load, all }: LoadingOrganization, file: 'posts' | 'roster') => {
    const id = file === 'posts' ? await load(posts, { summary }) : await load(roster)
    await all(`update upload set sha256 = sha256('${file}') where id = '${id}'`)
  }
  const one = await installation(0, async (organization) => {
    await given(organization, 'posts')
    await given(organization, 'roster')
  })
  const other = await installation(2, async (organization) => {
    await given(organization, 'roster')
    await given(organization, 'posts')
  })
  expect(one.states).toContain('scored')
  expect(one.bytes).toContain('estimator: imputation')
  expect(one.actions.length).toBeGreaterThan(5)
  expect(one.evidence.length).toBeGreaterThan(500)
  expect(other).toEqual(one)

  // Cut into other files, some rows twice: another name of the result, as its files are others, and the same in all else.
  const cut = await installation(1, async ({ load }) => {
    await load(roster)
    for (const part of inParts(posts.toReversed(), [2, 0, 1])) await load(part, { summary })
    await load(posts.slice(100, 300), { summary })
  })
  const nameless = ({ bytes, ...rest }: typeof one) => ({ ...rest, bytes: bytes.replaceAll(/"inputHash":"\w+",/g, '') })
  expect(nameless(cut)).toEqual(nameless(one))
}, 120_000)
