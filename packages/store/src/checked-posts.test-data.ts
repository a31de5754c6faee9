import { quarterNamed } from '@weft/model/quarter'
import { type Reading, SIGNALS, type Signal } from '@weft/model/signal'
import { checkPosts, frameOfQuarter } from './checks.ts'
import type { OrganizationTransaction } from './database.ts'
import { savePostReadings, unreadPosts } from './readings.ts'

/** The quarter that the posts of the test data lie in. */
export const WINTER = quarterNamed('2024-Q1')

/** A label for every signal: true for those named. */
export function saying(...carried: Signal[]): Record<Signal, boolean> {
  return Object.fromEntries(SIGNALS.map((signal) => [signal, carried.includes(signal)])) as Record<Signal, boolean>
}

/** Has every post read that is not, each for thanks as told, and for nothing else. */
export async function readAll(
  tx: OrganizationTransaction,
  organizationId: string,
  thanks: (text: string) => number | null = () => 0.5,
): Promise<void> {
  const readings = (await unreadPosts(tx, 'rules-1', 1_000)).map(({ id, text }) => {
    const probability = thanks(text)
    const signals = probability === null ? null : { ...noSignals(), thanks: probability }
    const reading: Reading = { language: 'en', languageReliable: true, signals }
    return { postId: id, reading }
  })
  await savePostReadings(tx, organizationId, 'rules-1', readings)
}

function noSignals(): Record<Signal, number> {
  return Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<Signal, number>
}

/** The check's posts in their order, by the platform's names for them. */
export async function drawnPosts(tx: OrganizationTransaction): Promise<{ id: string; samplingWeight: number }[]> {
  const idOf = new Map((await frameOfQuarter(tx, WINTER)).map(({ postId, id }) => [postId, id]))
  const posts = await checkPosts(tx, WINTER)
  return posts.map(({ postId, samplingWeight }) => ({ id: idOf.get(postId) ?? '', samplingWeight }))
}
