import { type Random, seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'

/** A post that was made, and what it was made to carry. */
export interface MadePost {
  text: string
  signals: Signal[]
}

/** Characters of a post, as on networks of short posts. */
const LENGTH = 125

/** Of the posts that carry a signal. */
const CARRYING_SHARE = 0.4

const OPENINGS: Readonly<Record<Signal, readonly string[]>> = {
  difficulty: ['We struggle with this and failed twice:', 'It is hard for us to admit, we have no idea why'],
  apology: ['Sorry, that was our mistake:', 'We apologise for what happened:'],
  asks: ['Could you help us with this?', 'Please send us your advice on'],
  question: ['What do you think about', 'Why does nobody ask how'],
  personal: ['My daughter and I spent the evening with', 'I grew up near here, and my mother told me'],
  stance: ['I disagree: nobody should', 'We believe it is wrong to'],
  praise_of_other: ['Wonderful work by our friends:', 'What a great piece, congratulations:'],
  thanks: ['Thank you so much for', 'Thanks to everybody who came to'],
  welcome: ['Welcome to the team,', 'We are glad to have you with us,'],
  self_promotion: ['Buy your ticket now at', 'Subscribe to our channel and win'],
  toxic: ['You are an idiot if you like', 'Shut up about your stupid'],
}

const WORDS =
  'the a of and to in is that it was for on with as his they at be this from have or one had by word but not what all were we when your can said there use an each which she do how their if will up other about out many then them these so some her would make like him into time has look two more write go see number no way could people my than first water been call who oil its now find long down day did get come made may part over new sound take only little work know place year live me back give most very after thing our just name good sentence man think say great where help through much before line right too mean old any same tell boy follow came want show also around form three small set put end does another well large must big even such because turn here why ask went men read need land different home us move try kind hand picture again change off play spell air away animal house point page letter mother answer found study still learn should museum gallery object label visitor archive loan curator'.split(
    ' ',
  )

const EXTRAS = ['@friend', '#museum', 'https://example.org/a1b2', '🙂', '“quoted”', '2019', '!', '…']

/** English posts by rule, the commoner words first. Made from a seed: they say nothing of anybody's. O(posts). */
export function madePosts(posts: number, seed: string): MadePost[] {
  const random = seededRandom(seed)
  return Array.from({ length: posts }, () => madePost(random))
}

function madePost(random: Random): MadePost {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const signals = random() < CARRYING_SHARE ? [pick(SIGNALS)] : []
  const parts = signals.map((signal) => pick(OPENINGS[signal]))
  for (let length = parts.join(' ').length; length < LENGTH; length += parts.at(-1)!.length + 1) {
    parts.push(random() < 0.05 ? pick(EXTRAS) : WORDS[Math.floor(WORDS.length * random() ** 2)]!)
  }
  return { text: parts.join(' '), signals }
}
