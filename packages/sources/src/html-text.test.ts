import { expect, test } from 'vitest'
import { htmlText } from './html-text.ts'

test.each([
  ['<p>One</p><p>Two<br>lines</p>', 'One\n\nTwo\nlines'],
  ['<p>Fish &amp; chips &lt;3 &#x1F9F6;</p>', 'Fish & chips <3 🧶'],
  ['<p>&amp;lt; once</p>', '&lt; once'],
  [
    '<p><span class="h-card"><a href="https://a.example/@ana" class="u-url mention">@<span>ana</span></a></span> see <a href="https://x.example/long/path"><span class="invisible">https://</span><span class="ellipsis">x.example/long</span><span class="invisible">/path</span></a></p>',
    '@ana see https://x.example/long/path',
  ],
  ['<p>a</p><script>alert(1)</script><style>p{}</style>', 'a'],
  ['plain text', 'plain text'],
  ['<ul><li>one</li><li>two</li></ul>', 'one\n\ntwo'],
  ['<p>one\n  two</p>\n<p>three<br>\nfour <b> five</b></p>\n', 'one two\n\nthree\nfour five'],
  ['<pre><code>if:\n    go</code></pre>', 'if:\n    go'],
  ['<p class="quote-inline">RE: <a href="https://x.example/@ana/1">x</a></p><p>So true</p>', 'So true'],
  [
    '<aside class="quote no-group" data-username="ben"><div class="title">ben: <img class="avatar" alt="x"></div><blockquote><p>his words</p></blockquote></aside>\n<p>mine <img class="emoji" alt=":wave:" src="x"></p>',
    'mine :wave:',
  ],
  [
    '<p>see</p><aside class="onebox allowlistedgeneric" data-onebox-src="https://x.example/a"><article><h3>Its title</h3></article></aside><p>there</p>',
    'see\n\nhttps://x.example/a\n\nthere',
  ],
  ['<blockquote><p>typed by hand</p></blockquote>', 'typed by hand'],
  ['<p>never closed', 'never closed'],
  ['', ''],
])('%j reads %j', (html, text) => {
  expect(htmlText(html)).toBe(text)
})

test('ten thousand open elements are read, not recursed into', () => {
  expect(htmlText(`${'<div>'.repeat(10_000)}deep`)).toBe('deep')
})
