import type { DescribedColumn } from './describe-table.ts'
import type { AccountRole, Role } from './roles.ts'

/** What the table does not say, so that a person has to: about a role, the dates, or what the table is. */
export interface Question {
  about: Role | 'dayMonthOrder' | 'table'
  question: string
}

export const PLATFORM_QUESTION: Question = {
  about: 'platform',
  question: 'Which platform is this of? No column says so; unless it is said, the rows stand under “other”.',
}

export const KIND_QUESTION: Question = {
  about: 'kind',
  question:
    'What does a row mean: a reply, a mention, a repost, a quote, a like, a comment? Each is read as a mention unless it is said.',
}

export function oursQuestion(role: AccountRole): Question {
  return {
    about: role,
    question: `Whose rows are these? No column names the ${role.replaceAll('_', ' ')}: it is taken to be our account, which has to be named.`,
  }
}

/** Enough words to see what kind of words they are. */
const SHOWN_MAX = 10

function listed(words: readonly string[]): string {
  const shown = words.slice(0, SHOWN_MAX).map((word) => `“${word.slice(0, 60)}”`)
  return `${shown.join(', ')}${words.length > SHOWN_MAX ? ' …' : ''}`
}

export function sourcesQuestion(sources: readonly string[]): Question {
  return {
    about: 'platform',
    question: `Which platforms are ${listed(sources)}? Their rows are left out unless it is said.`,
  }
}

export function actsQuestion(acts: readonly string[]): Question {
  return { about: 'kind', question: `What do ${listed(acts)} mean? Their rows are rejected unless it is said.` }
}

export function dayMonthQuestion({ heading, samples }: DescribedColumn): Question {
  return {
    about: 'dayMonthOrder',
    question: `Does the day or the month come first in “${heading}”? “${samples[0] ?? ''}” reads either way, and so do the other dates that were looked at.`,
  }
}
