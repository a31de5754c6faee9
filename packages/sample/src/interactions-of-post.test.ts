import { expect, test } from 'vitest'
import { generateInstitution, STORY } from './generate-institution.ts'
import { interactionsOfPost } from './interactions-of-post.ts'

const { posts } = generateInstitution({ ...STORY, quarters: ['2025-Q4'], knobs: STORY.knobs.slice(1, 2) })

test('a repost is one act toward its author, whoever the text names', () => {
  const reposts = posts.filter(({ kind }) => kind === 'repost')
  expect(reposts.length).toBeGreaterThan(100)
  for (const post of reposts) {
    expect(interactionsOfPost(post).map(({ target, kind }) => [target, kind])).toEqual([
      [post.parent?.author, 'repost'],
    ])
  }
})

test('whom a reply answers is not mentioned by it too', () => {
  for (const post of posts.filter(({ kind }) => kind === 'reply')) {
    const acts = interactionsOfPost(post)
    expect(acts[0]?.kind).toBe('reply')
    expect(acts.filter(({ target }) => target === post.parent?.author)).toHaveLength(1)
  }
})
