import type { Signal } from '@weft/model/signal'

/** A text that people labelled: whether the set's label says the signal is there. */
export interface LabelledPost {
  text: string
  positive: boolean
}

/** A labelled set's rows for one signal. What the label really says is in DECISIONS.md; none was made for our signals. */
export interface LabelledSet {
  name: string
  signal: Signal
  /** The set whose measurement decides the signal's thresholds and gives its error rates: the nearest to our meaning. */
  decides: boolean
  files: readonly string[]
  /** Rows separated by commas with a header, or by tabs without quotes. */
  layout: 'csv' | 'tsv_with_header' | 'tsv'
  /** Which post a row holds, or `null` where the row has no label of use. Columns by name, or by number from '0'. */
  post(row: Record<string, string | undefined>): LabelledPost | null
}

const GOEMOTIONS = { layout: 'tsv', files: ['goemotions/train.tsv', 'goemotions/dev.tsv'] } as const

/** GoEmotions numbers its emotions; a comment may carry several. */
const goemotions = (signal: Signal, ...emotions: number[]): LabelledSet => ({
  ...GOEMOTIONS,
  name: 'goemotions',
  signal,
  decides: true,
  post: (row) => ({
    text: row['0'] ?? '',
    positive: (row['1'] ?? '').split(',').some((emotion) => emotions.includes(Number(emotion))),
  }),
})

const claff = (signal: Signal, column: string, decides: boolean): LabelledSet => ({
  name: 'claff-offmychest',
  signal,
  decides,
  layout: 'csv',
  files: ['claff-offmychest/labeled_training_set.csv'],
  post: (row) => ({ text: row['full_text'] ?? '', positive: row[column] === '1' }),
})

/** Every labelled set we measure on, named by its folder. Numbers are GoEmotions' own, in the order of its labels.txt. */
export const LABELLED_SETS: readonly LabelledSet[] = [
  // disappointment, embarrassment, fear, grief, nervousness, remorse, sadness
  goemotions('difficulty', 9, 12, 14, 16, 19, 24, 25),
  claff('difficulty', 'Emotional_disclosure', false),
  goemotions('apology', 24),
  {
    name: 'email-intent',
    signal: 'asks',
    decides: true,
    layout: 'tsv',
    files: ['email-intent/Ask0729-fixed.txt'],
    post: (row) => ({ text: row['1'] ?? '', positive: row['0'] === 'Yes' }),
  },
  // confusion, curiosity
  goemotions('question', 6, 7),
  claff('personal', 'Information_disclosure', true),
  {
    name: 'brand-vs-person',
    signal: 'personal',
    decides: false,
    layout: 'csv',
    files: ['brand-vs-person/gender-classifier-DFE-791531.csv'],
    post: (row) => ({ text: row['text'] ?? '', positive: row['gender'] !== 'brand' }),
  },
  // approval, disapproval
  goemotions('stance', 4, 10),
  goemotions('praise_of_other', 0),
  claff('praise_of_other', 'Emo_support', false),
  goemotions('thanks', 15),
  {
    name: 'corporate-messaging',
    signal: 'self_promotion',
    decides: true,
    layout: 'csv',
    files: ['corporate-messaging/Corporate-messaging-DFE.csv'],
    post: (row) => ({ text: row['text'] ?? '', positive: row['category'] === 'Action' }),
  },
  {
    name: 'youtube-spam',
    signal: 'self_promotion',
    decides: false,
    layout: 'csv',
    files: ['Youtube01-Psy', 'Youtube02-KatyPerry', 'Youtube03-LMFAO'].map((video) => `youtube-spam/${video}.csv`),
    post: (row) => ({ text: row['CONTENT'] ?? '', positive: row['CLASS'] === '1' }),
  },
  {
    name: 'sms-spam',
    signal: 'self_promotion',
    decides: false,
    layout: 'tsv_with_header',
    files: ['sms-spam/SMSSpamCollection'],
    post: (row) => ({ text: row['SMS'] ?? '', positive: row['Label'] === 'spam' }),
  },
  // anger, disgust
  goemotions('toxic', 2, 11),
  {
    name: 'davidson-hate-offensive',
    signal: 'toxic',
    decides: false,
    layout: 'csv',
    files: ['davidson-hate-offensive/labeled_data.csv'],
    post: (row) => ({ text: row['tweet'] ?? '', positive: row['class'] !== '2' }),
  },
  {
    name: 'olid',
    signal: 'toxic',
    decides: false,
    layout: 'tsv_with_header',
    files: ['olid/olid-training-v1.0.tsv'],
    post: (row) => ({ text: row['tweet'] ?? '', positive: row['subtask_a'] === 'OFF' }),
  },
]

/**
 * A set's text as an export would have given it: entities and odd code points decoded, a hidden name a mention again.
 */
export function textAsPosted(text: string): string {
  return text
    .replace(/<U\+([0-9A-F]{4,6})>/g, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => codePoint(Number(digits)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/<[a-z/][^<>]{0,300}>/gi, ' ')
    .replace(/\[NAME\]/g, '@name')
    .replace(/@USER\b/g, '@name')
    .replace(/\$LINK\b|\bURL\b/g, 'https://link.example')
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** 0x92 is the apostrophe of Windows-1252, which some sets took for a code point. */
function codePoint(value: number): string {
  if (value === 0x92) return '’'
  return value <= 0x10ffff ? String.fromCodePoint(value) : ' '
}
