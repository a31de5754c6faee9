import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceText } from './sentence-text.ts'

describe('what of a post the encoder is given', () => {
  it('leaves links out and makes words of hashtags', () => {
    expect(sentenceText('Join us! https://loomgate.example/open #OpenDay  www.loomgate.example')).toBe(
      'Join us! OpenDay',
    )
  })

  it('calls whoever is mentioned someone, once where several are in a row', () => {
    expect(sentenceText('@ada @grace.h @mary thank you, @ada')).toBe('someone thank you, someone')
  })

  it('keeps an address of electronic mail and a number sign as they are', () => {
    expect(sentenceText('write to desk@loomgate.example, we are # 1')).toBe(
      'write to desk@loomgate.example, we are # 1',
    )
  })

  it('is the same whatever account is mentioned', () => {
    expect(sentenceText('Well done @ada!')).toBe(sentenceText('Well done @somebody_else!'))
  })

  it('is empty where a post is only a link', () => {
    expect(sentenceText(' https://loomgate.example ')).toBe('')
  })

  it('ends after 1,000 characters and never within one', () => {
    expect(sentenceText(`${'a'.repeat(999)}🌱🌱`)).toBe('a'.repeat(999))
    expect(sentenceText('word '.repeat(1_000))).toHaveLength(999)
  })

  it('takes any text, and time that grows with its length only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sentenceText(text).length).toBeLessThanOrEqual(1_000)
      }),
    )
    for (const unit of ['@a ', 'someone ', '#', ' ', '@a.', 'www.']) {
      const started = performance.now()
      sentenceText(unit.repeat(100_000))
      expect(performance.now() - started, unit).toBeLessThan(2_000)
    }
  })
})
