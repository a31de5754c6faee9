/**
 * Marks that stand among a post's words for what is not a word. A cue may ask for them like for any word.
 *
 * `<start>` opens every sentence; `<.>`, `<?>` and `<!>` close one, so that no phrase reaches across two sentences.
 */
export const MARKS = [
  '<start>',
  '<end>',
  '<.>',
  '<?>',
  '<!>',
  '<link>',
  '<mention>',
  '<hashtag>',
  '<number>',
  '<short>',
  '<long>',
  '<shouted>',
] as const

/** Fewer words than this and a post is one breath: cues weigh differently in "Thanks!" and in a paragraph. */
const SHORT_WORDS_BELOW = 6
/** More words than this and a post tells something at length. */
const LONG_WORDS_ABOVE = 30
/** One word in capitals may be an abbreviation; three are a raised voice. */
const SHOUTED_WORDS_MIN = 3

/** A match cannot fail after it has begun to repeat, so reading is linear in the length of any text. */
const TOKEN =
  /(?<link>https?:\/\/\S+|www\.\S+)|(?<mention>(?<![\p{L}\p{N}_])@[\p{L}\p{N}_][\p{L}\p{N}_.@-]*)|(?<hashtag>#[\p{L}\p{N}_]+)|(?<word>[\p{L}\p{M}]+(?:['’`][\p{L}\p{M}]+)*)|(?<number>\p{N}+)|(?<asking>\?)|(?<calling>!)|(?<stop>[.…;:\n])|(?<sign>\p{Extended_Pictographic}|<3)/giu

/**
 * A post as the cues see it: words in lower case without apostrophes ("I'm" is `im`), emoji one by one, and {@link MARKS}.
 *
 * A hashtag is the mark and then its text as a word; a run of stops is one. Never throws. O(characters).
 */
export function tokensOfPost(text: string): string[] {
  const tokens: string[] = []
  let words = 0
  let shouted = 0
  let sentenceOpen = false

  const open = () => {
    if (!sentenceOpen) tokens.push('<start>')
    sentenceOpen = true
  }
  const close = (mark: string) => {
    if (tokens.at(-1) !== mark) tokens.push(mark)
    sentenceOpen = false
  }

  for (const { groups = {} } of text.matchAll(TOKEN)) {
    if (groups['word'] !== undefined) {
      open()
      tokens.push(plainWord(groups['word']))
      words++
      if (isShouted(groups['word'])) shouted++
    } else if (groups['hashtag'] !== undefined) {
      tokens.push('<hashtag>', plainWord(groups['hashtag'].slice(1)))
    } else if (groups['link'] !== undefined) tokens.push('<link>')
    else if (groups['mention'] !== undefined) tokens.push('<mention>')
    else if (groups['number'] !== undefined) tokens.push('<number>')
    else if (groups['asking'] !== undefined) close('<?>')
    else if (groups['calling'] !== undefined) close('<!>')
    else if (groups['stop'] !== undefined) close('<.>')
    else if (groups['sign'] !== undefined) tokens.push(groups['sign'])
  }

  tokens.push('<end>')
  if (words < SHORT_WORDS_BELOW) tokens.push('<short>')
  if (words > LONG_WORDS_ABOVE) tokens.push('<long>')
  if (shouted >= SHOUTED_WORDS_MIN) tokens.push('<shouted>')
  return tokens
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }

/**
 * A text as people saw it: some platforms' exports (X among them) hold `&amp;` for `&`, and exports made anonymous hold
 * `[NAME]` or `@USER` for whom a post mentions.
 */
export function plainText(text: string): string {
  return text
    .replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\[NAME\]|@USER\b/g, '@name')
}

/** Whether a token is something the writer said, a word or an emoji, rather than a mark. */
export function isSaid(token: string): boolean {
  return token === '<3' || !token.startsWith('<')
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/['’`]/g, '')
}

function isShouted(word: string): boolean {
  return word.length > 2 && word === word.toUpperCase() && word !== word.toLowerCase()
}
