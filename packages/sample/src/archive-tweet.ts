import { archiveText, repostText, shortenLinks } from './archive-text.ts'
import type { SamplePost } from './institution.ts'

/** How others took a post up, as the archive states it. */
export interface Reception {
  likes: number
  reposts: number
}

const SOURCES = [
  '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
  '<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>',
] as const

/** A post can be edited for an hour. */
const EDITABLE = 3_600_000

/** One entry of `tweets.js`: all numbers are text, and a retweet says so by its first letters alone. */
export function archiveTweet(post: SamplePost, reception: Reception): { tweet: Record<string, unknown> } {
  const { fullText, length, entities } = textOf(post)
  const parent = post.kind === 'reply' ? post.parent : null
  const isFromDesk = new Date(post.time).getUTCHours() < 18
  return {
    tweet: {
      edit_info: {
        initial: {
          editTweetIds: [post.id],
          editableUntil: new Date(post.time + EDITABLE).toISOString(),
          editsRemaining: '5',
          isEditEligible: parent === null,
        },
      },
      retweeted: false,
      source: SOURCES[isFromDesk ? 0 : 1],
      entities,
      display_text_range: ['0', String(length)],
      favorite_count: String(reception.likes),
      ...(parent === null ? {} : { in_reply_to_status_id_str: parent.id }),
      id_str: post.id,
      ...(parent === null ? {} : { in_reply_to_user_id: parent.author.id }),
      truncated: false,
      retweet_count: String(reception.reposts),
      id: post.id,
      ...(parent === null ? {} : { in_reply_to_status_id: parent.id }),
      ...(entities.urls.length > 0 ? { possibly_sensitive: false } : {}),
      created_at: archiveTime(post.time),
      favorited: false,
      full_text: fullText,
      lang: post.language,
      ...(parent === null
        ? {}
        : { in_reply_to_screen_name: parent.author.handle, in_reply_to_user_id_str: parent.author.id }),
    },
  }
}

function textOf(post: SamplePost) {
  const { parent, kind } = post
  if (kind === 'repost' && parent !== null) {
    const passedOn = repostText(shortenLinks(parent.text, parent.id), parent.author.handle)
    return archiveText(passedOn, [parent.author, ...parent.mentions])
  }
  // A quote holds the other post as a link, and nothing else says that it is one.
  const text = kind === 'quote' && parent !== null ? `${post.text} ${permalink(parent)}` : post.text
  return archiveText(shortenLinks(text, post.id), post.mentions)
}

/** Where a post can be seen. */
export function permalink({ author, id }: SamplePost): string {
  return `https://twitter.com/${author.handle}/status/${id}`
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Wed Dec 15 15:08:28 +0000 2021`, the form of `created_at`. */
export function archiveTime(time: number): string {
  const date = new Date(time)
  const day = String(date.getUTCDate()).padStart(2, '0')
  const clock = date.toISOString().slice(11, 19)
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${clock} +0000 ${date.getUTCFullYear()}`
}
