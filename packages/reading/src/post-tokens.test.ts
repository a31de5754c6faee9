import { expect, test } from 'vitest'
import { tokensOfPost } from './post-tokens.ts'

const said = (text: string) => tokensOfPost(text).join(' ')

test('words are lower case without apostrophes, straight or curly', () => {
  expect(said("I'm here, DON’T go")).toBe('<start> im here dont go <end> <short>')
})

test('sentences open and close; a run of stops is one', () => {
  expect(said('Why?? Because... it is so!!')).toBe(
    '<start> why <?> <start> because <.> <start> it is so <!> <end> <short>',
  )
})

test('links, handles, tags and numbers are marks; a tag also says its word', () => {
  expect(said('@ana@art.example see https://x.example/a?b=c #ArtWeek 2026')).toBe(
    '<mention> <start> see <link> <hashtag> artweek <number> <end> <short>',
  )
})

test('an e-mail address is not a mention', () => {
  expect(tokensOfPost('write to info@museum.example')).not.toContain('<mention>')
})

test('an emoji is a token of its own, and a text without anything has only its end', () => {
  expect(said('👏👏')).toBe('👏 👏 <end> <short>')
  expect(said('')).toBe('<end> <short>')
})

test('three words in capitals are a raised voice, one may be an abbreviation', () => {
  expect(tokensOfPost('THIS WAS GREAT FUN')).toContain('<shouted>')
  expect(tokensOfPost('the NHS and us')).not.toContain('<shouted>')
})
