import { expect, test } from 'vitest'
import { platformNamed, platformOfUrl } from './platform-named.ts'

test.each([
  ['X (Twitter)', 'x'],
  ['YouTube', 'youtube'],
  ['facebook_public', 'facebook'],
  ['LinkedIn Page', 'linkedin'],
  ['Instagram Business Account', 'instagram'],
  ['The Facebook Papers', null],
  ['News', null],
  ['', null],
])('“%s” is the platform %s', (word, platform) => {
  expect(platformNamed(word)).toBe(platform)
})

test.each([
  ['https://mobile.twitter.com/ana/status/1', 'x'],
  ['http://x.com/ana', 'x'],
  ['www.facebook.com/ana/posts/1', 'facebook'],
  ['https://m.facebook.com/story.php?id=1', 'facebook'],
  ['https://old.reddit.com/r/looms', 'reddit'],
  ['https://youtu.be/abc', 'youtube'],
  ['https://netflix.com/x.com', null],
  ['https://news.example/https://x.com/ana', null],
  ['https://x.com.example/ana', null],
  ['not an address', null],
])('%s lies at %s', (url, platform) => {
  expect(platformOfUrl(url)).toBe(platform)
})
