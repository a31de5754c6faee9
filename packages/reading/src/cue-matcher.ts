import { type SignalRule, variantsOfPhrase } from './cue.ts'
import { isSaid } from './post-tokens.ts'

/** One step of a phrase: where each next word leads, and which cue ends here. */
interface Step {
  next: Map<string, Step> | null
  anyWord: Step | null
  cue: number | null
}

/** How often each cue of a rule was found in a post, in the order of the rule's cues. */
export type CueCounts = number[]

/** Reads a post's tokens for one signal. */
export interface CueMatcher {
  /** How often each cue is found, each at most its `times`. */
  count(tokens: readonly string[]): CueCounts
  /** The signal's probability, above 0 and below 1. */
  probability(tokens: readonly string[]): number
}

/**
 * Makes a rule ready for reading: all its phrases in one tree, so that a post is walked once however many phrases there are.
 *
 * From every token the longest phrase is taken; one that lies wholly inside a phrase already found is not counted, so
 * "no thanks" is not thanks. Phrases that overlap in part both count. O(tokens), for phrases are short.
 *
 * @throws {Error} when two cues of the rule share a phrase, or a phrase cannot be read.
 */
export function matcherOfRule(rule: SignalRule): CueMatcher {
  const root = treeOfPhrases(rule)

  const count = (tokens: readonly string[]): CueCounts => {
    const counts = rule.cues.map(() => 0)
    let foundUpTo = 0
    for (let from = 0; from < tokens.length; from++) {
      const found = longestFrom(root, tokens, from)
      if (found === null || found.end <= foundUpTo) continue
      foundUpTo = found.end
      const most = rule.cues[found.cue]?.times ?? 1
      counts[found.cue] = Math.min((counts[found.cue] ?? 0) + 1, most)
    }
    return counts
  }

  const probability = (tokens: readonly string[]): number => {
    const logOdds = count(tokens).reduce((sum, times, cue) => sum + times * (rule.cues[cue]?.weight ?? 0), rule.bias)
    return 1 / (1 + Math.exp(-logOdds))
  }

  return { count, probability }
}

function treeOfPhrases(rule: SignalRule): Step {
  const root: Step = newStep()
  for (const [cue, { phrases, means }] of rule.cues.entries()) {
    for (const words of phrases.flatMap(variantsOfPhrase)) {
      const last = words.reduce(stepFor, root)
      if (last === root) throw new Error(`an empty phrase for "${means}" would be found everywhere`)
      if (last.cue !== null && last.cue !== cue) throw new Error(`"${words.join(' ')}" stands in two cues`)
      last.cue = cue
    }
  }
  return root
}

function newStep(): Step {
  return { next: null, anyWord: null, cue: null }
}

function stepFor(step: Step, word: string): Step {
  if (word === '*') {
    step.anyWord ??= newStep()
    return step.anyWord
  }
  step.next ??= new Map()
  const known = step.next.get(word)
  if (known) return known
  const made = newStep()
  step.next.set(word, made)
  return made
}

function longestFrom(step: Step, tokens: readonly string[], at: number): { cue: number; end: number } | null {
  const token = tokens[at]
  let longest = step.cue === null ? null : { cue: step.cue, end: at }
  if (token === undefined) return longest
  for (const following of [step.next?.get(token), isSaid(token) ? step.anyWord : null]) {
    const found = following ? longestFrom(following, tokens, at + 1) : null
    if (found !== null && (longest === null || found.end > longest.end)) longest = found
  }
  return longest
}
