import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

/** A process that uses a home's server until a test kills it. */
const { url } = await startEmbeddedPostgres({ home: process.argv[2] ?? '' })
process.stdout.write(`${url}\n`)
setInterval(() => undefined, 60_000)
