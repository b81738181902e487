import { spawnSync } from 'node:child_process'
import { chownSync, existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import { lastProblem, POSTGRES_ENVIRONMENT, type PostgresRunner } from './postgres-runner.ts'

/** The superuser of an embedded server. */
export const ROLE = 'levee'

/**
 * Makes the files of a server below `dir` when there are none. They appear complete or not at all.
 * @throws {DatabaseError} when initdb fails.
 */
export async function createCluster(
  dir: string,
  password: string,
  runner: PostgresRunner,
): Promise<void> {
  const cluster = join(dir, 'cluster')
  if (existsSync(cluster)) return
  const draft = join(dir, 'cluster.draft')
  const passwordFile = join(tmpdir(), `levee-${process.pid}-${process.hrtime.bigint()}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
  try {
    if (runner.account) give([draft, passwordFile], runner.account)
    runInitdb(draft, passwordFile, runner)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(draft, cluster)
}

function give(paths: string[], { uid, gid }: { uid: number; gid: number }): void {
  for (const path of paths) chownSync(path, uid, gid)
}

function runInitdb(cluster: string, passwordFile: string, runner: PostgresRunner): void {
  const [program, options, account] = runner.command(runner.binaries.initdb, [
    `--pgdata=${cluster}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8', // the same order and case rules on every machine
  ])
  const { status, stderr, error } = spawnSync(program, options, {
    ...account,
    cwd: '/',
    env: POSTGRES_ENVIRONMENT,
    encoding: 'utf8',
  })
  if (status === 0) return
  throw new DatabaseError(
    `The embedded PostgreSQL could not make its files: ${error?.message ?? lastProblem(stderr)}.`,
  )
}
