import type { Random } from '@weft/model/seeded-random'
import { type HostileEntry, hostileZip } from './hostile-zip.test-data.ts'
import type { Seed } from './seed.test-data.ts'

/** What stands in for a number. */
const NUMBERS = [
  '-1',
  '0',
  '-0',
  '1e999',
  '-1e999',
  '1e-999',
  '9007199254740993',
  '253402300800000',
  '-62135596801000',
  '99999999999999999999',
  '0.1',
  '1.5e300',
  'NaN',
  'Infinity',
  '8640000000000001',
  '10000000000',
  '1e21',
  'null',
  'true',
  '"12"',
  '[]',
  '{}',
]

/** What stands in for a text, without quotes. */
const TEXTS = [
  '',
  ' ',
  '@',
  'id:',
  'x'.repeat(3000),
  '\\u0000',
  '\u0000',
  '\\ud800',
  '\\udc00x',
  '\u202eabc',
  '👩‍👩‍👧',
  '\u0301'.repeat(50),
  '@@@ana',
  '__proto__',
  'constructor',
  '1.78E+17',
  'id:\u0007',
  'did:',
  'at://',
  'https://',
  'http://[',
  'https://x.com/%E0%A4%A',
  '0000-00-00',
  '9999-12-31T23:59:59-14:00',
  '1970-01-01T00:00:00+14:00',
  '1969-12-31',
  '275760-09-13T00:00:00.001Z',
  '99999999999',
  '<p>',
  '&#0;',
  '&#xD800;',
  '&lt;&amp;',
  '"',
  '""',
  '\\',
  'a\tb',
  'a\nb',
  '\r',
  'İ'.repeat(700),
  `@${'a'.repeat(2000)}@b.c`,
  '2024-02-30',
  'null',
  'NaN',
  '=1+1',
  `u/${'a'.repeat(900)}`,
]

const STRUCTURE = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '<',
  '>',
  '&',
  ';',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\ufeff',
  '""',
  '","',
  "'",
]

const XML = [
  '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
  '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
  '&b;',
  '&#x0;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<?x',
  '<a>'.repeat(300),
]

/** Files named to climb out, to shadow, or to be nothing. */
const PATHS = [
  '../evil.json',
  '/etc/evil',
  'a/../../evil',
  'C:\\evil',
  'a\\b',
  '',
  'data/',
  './x.csv',
  '__MACOSX/._x',
  'x'.repeat(300),
  'data/\u0000',
  '\u202etxt.sj',
  'con',
]

function pick<Item>(random: Random, list: readonly Item[]): Item {
  return list[Math.floor(random() * list.length)] as Item
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit)
}

type Spoil = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer

const flipBytes: Spoil = (bytes, random) => {
  const copy = Buffer.from(bytes)
  if (copy.length === 0) return copy
  for (let flips = 1 + below(random, 4); flips > 0; flips--) copy[below(random, copy.length)] = below(random, 256)
  return copy
}

const cutOut: Spoil = (bytes, random) => {
  const from = below(random, bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + below(random, 40))])
}

const cutOff: Spoil = (bytes, random) => bytes.subarray(0, below(random, bytes.length + 1))

const repeatPart: Spoil = (bytes, random) => {
  const from = below(random, bytes.length + 1)
  const part = bytes.subarray(from, from + 1 + below(random, 200))
  return Buffer.concat([
    bytes.subarray(0, from),
    ...Array.from({ length: 1 + below(random, 5) }, () => part),
    bytes.subarray(from),
  ])
}

const spliceOther: Spoil = (bytes, random, others) => {
  const other = others.length === 0 ? bytes : pick(random, others)
  return Buffer.concat([
    bytes.subarray(0, below(random, bytes.length + 1)),
    other.subarray(below(random, other.length + 1)),
  ])
}

/** Puts something in place of a match, one of all that there are. */
function replaceOne(text: string, pattern: RegExp, random: Random, replacement: string): string {
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return text
  const { index, 0: found } = pick(random, matches)
  return text.slice(0, index) + replacement + text.slice(index + found.length)
}

/** Bytes stay bytes: what is no UTF-8 comes back as it was. */
function onText(change: (text: string, random: Random) => string): Spoil {
  return (bytes, random) => {
    // Lone surrogates are written as JSON writes them; here every character is of bytes.
    const changed = change(bytes.toString('latin1'), random)
    return Buffer.from(
      changed.replace(/[\u0100-\uffff]+/g, (wide) => Buffer.from(wide).toString('latin1')),
      'latin1',
    )
  }
}

const otherNumber = onText((text, random) => replaceOne(text, /-?\d+(\.\d+)?/g, random, pick(random, NUMBERS)))
const otherText = onText((text, random) =>
  replaceOne(text, /(?<=["'>])[^"'<>]{1,200}(?=["'<])/g, random, pick(random, TEXTS)),
)
const otherCell = onText((text, random) =>
  replaceOne(text, /(?<=[,;\t\n])[^,;\t\n"]{1,80}/g, random, pick(random, TEXTS)),
)
const structure = onText((text, random) => {
  const at = below(random, text.length + 1)
  return text.slice(0, at) + pick(random, STRUCTURE).repeat(1 + below(random, 3)) + text.slice(at)
})
const xml = onText((text, random) => {
  const at = random() < 0.5 ? text.indexOf('?>') + 2 : below(random, text.length + 1)
  return text.slice(0, at) + pick(random, XML) + text.slice(at)
})
const lineEnds = onText((text, random) =>
  text.replaceAll(/\r?\n/g, pick(random, ['\r', '\r\n', '\n\n', '\n\r', '\u2028'])),
)
const delimiters = onText((text, random) => text.replaceAll(',', pick(random, [';', '\t', ',,', '|'])))
const repeatLine = onText((text, random) => {
  const lines = text.split('\n')
  const line = pick(random, lines)
  return lines.flatMap((each) => (each === line ? [each, each] : [each])).join('\n')
})
/** A heading that another column has already. */
const sameHeading = onText((text, random) => {
  const lines = text.split('\n')
  const cells = lines[0]?.split(',') ?? []
  if (cells.length < 2) return text
  cells[below(random, cells.length)] = pick(random, cells)
  return [cells.join(','), ...lines.slice(1)].join('\n')
})

/** A value of a JSON text is of another type, nested deeply, or has its key twice. */
const otherJsonType: Spoil = (bytes, random) => {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString())
  } catch {
    return otherText(bytes, random, [])
  }
  // Nested so deeply already that it could not be written again.
  if (bytes.includes('['.repeat(1000))) return otherText(bytes, random, [])
  const places: [holder: Record<string, unknown>, key: string][] = []
  // No recursion: the text may be nested deeply already.
  for (const waiting: unknown[] = [value]; waiting.length > 0; ) {
    const part = waiting.pop()
    if (typeof part !== 'object' || part === null) continue
    const holder = part as Record<string, unknown>
    for (const key of Object.keys(holder)) {
      places.push([holder, key])
      waiting.push(holder[key])
    }
  }
  if (places.length === 0) return bytes
  const [holder, key] = pick(random, places)
  const before = holder[key]
  const marker = '\u0001here'
  const values: unknown[] = [
    null,
    true,
    0,
    -1,
    1.5,
    1e21,
    9e15,
    '',
    'x',
    '\u0000',
    '\ud800',
    [],
    {},
    [null],
    [[]],
    [before, before],
    { x: before },
    typeof before === 'number' ? `${before}` : 'y',
    marker,
  ]
  const now = pick(random, values)
  if (now === undefined) delete holder[key]
  else holder[key] = now
  const text = places.length > 5000 ? bytes.toString() : JSON.stringify(value)
  const deep = 10_000
  return Buffer.from(
    text.replace(JSON.stringify(marker), () =>
      random() < 0.5
        ? '['.repeat(deep) + ']'.repeat(deep)
        : pick(random, ['1e999', '123456789012345678901234567890', '{"__proto__":{"x":1}}', '{"a":1,"a":[2]}']),
    ),
  )
}

const SPOILS: readonly Spoil[] = [
  flipBytes,
  cutOut,
  cutOff,
  repeatPart,
  spliceOther,
  otherNumber,
  otherNumber,
  otherText,
  otherText,
  otherText,
  otherCell,
  otherCell,
  structure,
  xml,
  lineEnds,
  delimiters,
  repeatLine,
  sameHeading,
  otherJsonType,
  otherJsonType,
  otherJsonType,
]

/** The bytes with one to three things done to them. */
export function spoiled(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  let result = bytes
  for (let times = 1 + below(random, 3); times > 0; times--) result = pick(random, SPOILS)(result, random, others)
  return result
}

/** A seed's file as it is handed in. */
export function packed(seed: Seed): Buffer {
  return seed.isZip ? hostileZip(entriesOf(seed)) : Buffer.from(seed.files[seed.name] ?? '')
}

function entriesOf({ files }: Seed): HostileEntry[] {
  return Object.entries(files).map(([path, content]) => ({ name: path, content: Buffer.from(content) }))
}

/** A seed's file, spoiled: of a zip what is inside, the zip's own bytes, or what it says of its files. */
export function spoiledFile(seed: Seed, random: Random, others: readonly Buffer[]): Buffer {
  if (!seed.isZip) return spoiled(packed(seed), random, others)
  const entries: HostileEntry[] = entriesOf(seed)
  const entry = pick(random, entries)
  const chance = random()
  if (chance < 0.6) entry.content = spoiled(entry.content, random, others)
  else if (chance < 0.7) return spoiled(hostileZip(entries), random, others)
  else if (chance < 0.75) entry.name = pick(random, PATHS)
  else if (chance < 0.8) entries.splice(entries.indexOf(entry), 1)
  else if (chance < 0.85) entries.push({ ...entry, content: spoiled(entry.content, random, others) })
  else if (chance < 0.9)
    return hostileZip(
      entries.map((one) =>
        one === entry ? { ...one, declaredBytes: pick(random, [0, 1, 5, 2 ** 31, 2 ** 32 - 2]) } : one,
      ),
    )
  else if (chance < 0.95)
    return hostileZip(
      entries.map((one) => ({ ...one, isZip64: true, ...(random() < 0.5 ? { declaredPackedBytes: 3 } : {}) })),
    )
  else
    return hostileZip(
      entries.map((one) =>
        one === entry
          ? {
              ...one,
              ...pick(random, [{ isLink: true }, { isEncrypted: true }, { sharesBytes: true }, { isStored: true }]),
            }
          : one,
      ),
    )
  return hostileZip(entries)
}
