import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Longer than any healthy database takes; whoever asks is waiting to send requests elsewhere. */
const ANSWER_MILLISECONDS_MAX = 2000

/** True where the database answers a statement within two seconds. Never throws. */
export async function databaseAnswers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MILLISECONDS_MAX)
  })
  const answer = sql`select 1`.execute(database.kysely).then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
