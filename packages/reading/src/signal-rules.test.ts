import { SIGNALS, type Signal } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { matcherOfRule } from './cue-matcher.ts'
import { tokensOfPost } from './post-tokens.ts'
import { readerQuality } from './reader-quality.ts'
import { SIGNAL_RULES } from './signal-rules.ts'

/** For each signal: posts that carry it and posts that only look so. All invented for these tests. */
const EXAMPLES: Record<Signal, { carries: string[]; carriesNot: string[] }> = {
  difficulty: {
    carries: [
      'We failed to reach the people this programme was made for, and we are disappointed.',
      'I am worried that the archive will not survive another winter like this one.',
      'It breaks my heart to close the reading room after forty years 😢',
    ],
    carriesNot: [
      'Hard work by the whole crew, and the roof is on!',
      'The spring lectures start on Tuesday at six.',
      'No worries, see you there.',
    ],
  },
  apology: {
    carries: [
      'We apologise for the long queue on Saturday.',
      'Sorry, our mistake: the talk is on Friday.',
      'I was wrong about the date and I am sorry for the confusion.',
    ],
    carriesNot: [
      'We are so sorry for your loss.',
      'So sorry to hear that, get well soon.',
      'They should apologise to the neighbours.',
      'I feel sorry for the night shift.',
    ],
  },
  asks: {
    carries: [
      'We are planning the new garden. What would you like us to plant? Any suggestions?',
      'Could you please help us find photographs of the old bridge?',
      'Does anyone know a good conservator for paper? Advice welcome.',
    ],
    carriesNot: [
      'The garden opens in May.',
      'Click here to order the catalogue.',
      'I think the bridge was built in two years.',
    ],
  },
  question: {
    carries: ['Who painted this?', 'I wonder how they moved the stones', 'Is anyone else confused by the new map?'],
    carriesNot: [
      'This was painted by her sister.',
      'The stones were moved by river.',
      'See https://museum.example/?page=2',
    ],
  },
  personal: {
    carries: [
      'My grandmother worked in this mill when she was fifteen.',
      'I grew up two streets from here and I still miss it.',
      'Last summer my daughter and I walked the whole wall.',
    ],
    carriesNot: [
      'Join us for the opening. Register: https://museum.example',
      'The mill was built to last.',
      'You should walk the whole wall.',
    ],
  },
  stance: {
    carries: [
      'I strongly disagree: libraries should be free because knowledge is a right.',
      'This is wrong. We must not accept it.',
      'I agree, and the council should say so clearly.',
    ],
    carriesNot: ['Wow, what a morning!', 'Where is the entrance?', 'Doors at seven, talk at eight.'],
  },
  praise_of_other: {
    carries: [
      'Congratulations to @rivermuseum, such a beautiful exhibition!',
      'Brilliant work by our friends at @rivermuseum 👏',
      'You did an amazing job, what a talented team you are.',
    ],
    carriesNot: [
      'Good morning everyone',
      'The exhibition closes on Sunday.',
      'It was not a good idea to move the desk.',
    ],
  },
  thanks: {
    carries: ['Thank you all for coming!', 'We are grateful to our volunteers.', 'Really appreciate it, thx'],
    carriesNot: ['No thanks.', 'Thanks to the rain the path is closed.', 'The path is closed.'],
  },
  welcome: {
    carries: [
      'Welcome to the team, Ana!',
      'We are delighted to welcome our new curator.',
      'A warm welcome to everyone who joined this week 👋',
    ],
    carriesNot: ["You're very welcome!", 'Dogs are welcome.', 'Welcome news for the river.', 'The team met today.'],
  },
  self_promotion: {
    carries: [
      'Our new exhibition opens on Friday. Book your tickets now: https://museum.example',
      'Check out my latest video and subscribe to the channel!',
      'Register today for our free workshop https://museum.example/w',
    ],
    carriesNot: ['@ana thanks, glad to hear that.', 'It rained all day.', 'She wrote to them in order to find out.'],
  },
  toxic: {
    carries: ['Shut up, you pathetic idiot.', 'These people are disgusting scum', 'What a stupid bunch of liars'],
    carriesNot: ['This was damn good.', 'Have a lovely day, all of you.', 'I am such an idiot, I forgot my umbrella.'],
  },
}

const probability = (signal: Signal, text: string) =>
  matcherOfRule(SIGNAL_RULES[signal]).probability(tokensOfPost(text))
const cases = (side: 'carries' | 'carriesNot') =>
  SIGNALS.flatMap((signal) => EXAMPLES[signal][side].map((text): [Signal, string] => [signal, text]))

test.each(cases('carries'))('%s is labelled: %s', (signal, text) => {
  expect(probability(signal, text)).toBeGreaterThanOrEqual(readerQuality.signals[signal].thresholds.usual)
})

test.each(cases('carriesNot'))('%s is not labelled: %s', (signal, text) => {
  expect(probability(signal, text)).toBeLessThan(readerQuality.signals[signal].thresholds.usual)
})

test('sympathy is not apology, not even at the lax threshold', () => {
  const { lax } = readerQuality.signals.apology.thresholds
  for (const text of [
    "I'm so sorry for your loss",
    'we are deeply sorry to hear about your father',
    'so sorry that happened to you',
  ]) {
    expect(probability('apology', text)).toBeLessThan(lax)
  }
})

test('a call to act is not a request for advice', () => {
  const call = 'Click here and subscribe to our newsletter'
  expect(probability('asks', call)).toBeLessThan(probability('self_promotion', call))
})
