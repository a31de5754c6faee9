import { PostgreSqlContainer } from '@testcontainers/postgresql'
import { startEphemeralPostgres } from '@weft/store/embedded/start-embedded-postgres'
import { createTestTemplate } from '@weft/store/test-template'
import { getContainerRuntimeClient } from 'testcontainers'
import type { TestProject } from 'vitest/node'

interface Setup {
  templateUrl: string
  users: number
  close(): Promise<void>
}

/** Two projects of a run need a database; they share one server, and this module is loaded once for each. */
const shared = globalThis as typeof globalThis & { weftTestDatabase?: Promise<Setup> }

/**
 * The server that tests run on, always a real one: TEST_DATABASE_URL if set, else a container if an engine answers,
 * else the PostgreSQL that comes with Weft. WEFT_REQUIRE_DOCKER=1: a container, or fail.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.weftTestDatabase ??= open()
  const opened = await shared.weftTestDatabase
  opened.users += 1
  project.provide('templateUrl', opened.templateUrl)
  return async () => {
    opened.users -= 1
    if (opened.users === 0) await opened.close()
  }
}

async function open(): Promise<Setup> {
  const server = await startServer(process.env)
  try {
    const template = await createTestTemplate(server.url)
    return {
      templateUrl: template.url,
      users: 0,
      close: async () => {
        if (server.keeps) await template.drop()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

interface Server {
  url: string
  /** Whether it outlives this run, so that what we made there has to be dropped. */
  keeps: boolean
  stop(): Promise<void>
}

async function startServer(env: NodeJS.ProcessEnv): Promise<Server> {
  if (env.TEST_DATABASE_URL) return { url: env.TEST_DATABASE_URL, keeps: true, stop: async () => undefined }
  if (env.WEFT_REQUIRE_DOCKER === '1' || (await isEngineThere())) {
    const container = await new PostgreSqlContainer('postgres:18').start()
    return { url: container.getConnectionUri(), keeps: false, stop: async () => void (await container.stop()) }
  }
  return { ...(await startEphemeralPostgres()), keeps: false }
}

async function isEngineThere(): Promise<boolean> {
  try {
    await getContainerRuntimeClient()
    return true
  } catch {
    return false
  }
}
