import { type GeneratedAct, generatedActs } from './interactions.ts'

/** What is on one page of an answer. */
const PER_PAGE = 100

/** Answers of the X API v2, one page a line, as twarc keeps them: tweets, and the profiles of who wrote them. */
export function* xApiPages(count: number, seed: string): Generator<string> {
  for (const acts of pagesOf(generatedActs(count, seed))) {
    const authors = [...new Set(acts.map(({ actor }) => actor))]
    yield line({
      data: acts.map(({ id, actor, target, time, text, language }) => ({
        id,
        text: `@${target} ${text}`,
        author_id: idOf(actor),
        created_at: time,
        conversation_id: id,
        lang: language,
        in_reply_to_user_id: idOf(target),
        edit_history_tweet_ids: [id],
        referenced_tweets: [{ type: 'replied_to', id: `9${id}` }],
        public_metrics: { retweet_count: 1, reply_count: 1, like_count: 7, quote_count: 0 },
        entities: { mentions: [{ start: 0, end: 9, username: target, id: idOf(target) }] },
      })),
      includes: {
        users: authors.map((name) => ({
          id: idOf(name),
          username: name,
          name,
          description: 'Weaves 🧵 and asks',
          public_metrics: { followers_count: 120, following_count: 80, tweet_count: 9, listed_count: 0 },
        })),
      },
      meta: { result_count: acts.length, next_token: 'b26v89c19zqg8o3f' },
      __twarc: {
        url: 'https://api.twitter.com/2/tweets/search/all?query=loom',
        retrieved_at: '2026-07-01T00:00:00+00:00',
      },
    })
  }
}

/** Answers of Mastodon’s API: lists of statuses, one list a line. */
export function* mastodonPages(count: number, seed: string): Generator<string> {
  for (const acts of pagesOf(generatedActs(count, seed))) {
    yield line(
      acts.map(({ id, actor, target, time, text, language }) => ({
        id,
        uri: `https://loom.example/users/${actor}/statuses/${id}`,
        url: `https://loom.example/@${actor}/${id}`,
        created_at: time,
        visibility: 'public',
        content: `<p>${text}</p>`,
        spoiler_text: '',
        language,
        account: {
          id: idOf(actor),
          username: actor,
          acct: actor,
          display_name: actor,
          note: '<p>Weaves 🧵 and asks</p>',
          url: `https://loom.example/@${actor}`,
          followers_count: 120,
          following_count: 80,
          statuses_count: 9,
        },
        mentions: [{ id: idOf(target), acct: target, username: target, url: `https://loom.example/@${target}` }],
        reblog: null,
        in_reply_to_id: null,
        in_reply_to_account_id: idOf(target),
        favourites_count: 4,
        reblogs_count: 1,
        replies_count: 0,
      })),
    )
  }
}

/** Answers of Bluesky’s getAuthorFeed, one page a line. */
export function* blueskyPages(count: number, seed: string): Generator<string> {
  for (const acts of pagesOf(generatedActs(count, seed))) {
    yield line({
      feed: acts.map(({ id, actor, target, time, text, language }) => ({
        post: {
          uri: postUri(actor, id),
          cid: 'bafyreib',
          author: { did: didOf(actor), handle: handleOf(actor), displayName: actor },
          record: {
            $type: 'app.bsky.feed.post',
            text,
            createdAt: time,
            langs: [language],
            reply: { root: { uri: postUri(target, '1') }, parent: { uri: postUri(target, id) } },
          },
          likeCount: 4,
          repostCount: 1,
          replyCount: 0,
          quoteCount: 0,
          indexedAt: time,
        },
      })),
      cursor: acts.at(-1)?.time,
    })
  }
}

/** Answers of YouTube’s commentThreads.list, one page a line: comments that nobody answered. */
export function* youtubePages(count: number, seed: string): Generator<string> {
  for (const acts of pagesOf(generatedActs(count, seed))) {
    yield line({
      kind: 'youtube#commentThreadListResponse',
      nextPageToken: 'x',
      items: acts.map((act) => ({
        kind: 'youtube#commentThread',
        id: `Ug${act.id}`,
        snippet: {
          videoId: 'loom1',
          channelId: 'UCweftmuseum',
          topLevelComment: comment(`Ug${act.id}`, act),
          totalReplyCount: 0,
        },
      })),
    })
  }
}

function comment(id: string, { actor, text, time }: GeneratedAct) {
  return {
    kind: 'youtube#comment',
    id,
    snippet: {
      textOriginal: text,
      textDisplay: text,
      authorDisplayName: `@${actor}`,
      authorChannelId: { value: `UC${actor}` },
      likeCount: 3,
      publishedAt: time,
      updatedAt: time,
    },
  }
}

function* pagesOf(acts: Iterable<GeneratedAct>): Generator<GeneratedAct[]> {
  let page: GeneratedAct[] = []
  for (const act of acts) {
    if (page.push(act) < PER_PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

/** Names end in a number; the museum's has none. */
function idOf(name: string): string {
  return `1${name.replace(/\D/g, '')}`
}

function didOf(name: string): string {
  return `did:plc:${name.replace('_', '')}`
}

function handleOf(name: string): string {
  return `${name.replace('_', '-')}.loom.example`
}

function postUri(name: string, key: string): string {
  return `at://${didOf(name)}/app.bsky.feed.post/${key}`
}
