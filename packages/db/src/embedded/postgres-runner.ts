import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Account, canEnter, enteringAnyFolder, postgresAccount } from './postgres-account.ts'
import { type Binaries, installedBinaries, publicBinaries } from './postgres-binaries.ts'

/** How PostgreSQL's programs are run here. */
export type PostgresRunner = {
  binaries: Binaries
  account: Account | undefined
  /** The program, its arguments and the account for `spawn`. */
  command(program: string, options: string[]): [string, string[], Account | undefined]
}

/** Nothing of our own environment decides how PostgreSQL runs (PGDATA, LC_ALL …). */
export const POSTGRES_ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/** Finds out how to run PostgreSQL on the data directory, as root and below private folders too. */
export async function postgresRunner(dir: string): Promise<PostgresRunner> {
  await mkdir(dir, { recursive: true, mode: 0o755 })
  const installed = await installedBinaries()
  const account = await postgresAccount()
  if (!account)
    return {
      binaries: installed,
      account,
      command: (program, options) => [program, options, undefined],
    }
  const isReadable = canEnter(account, dirname(installed.initdb))
  const binaries = isReadable ? installed : await publicBinaries(installed)
  if (canEnter(account, dir))
    return { binaries, account, command: (program, options) => [program, options, account] }
  const wrap = enteringAnyFolder(account, dir)
  return {
    binaries,
    account,
    command: (program, options) => [
      wrap.program,
      [...wrap.options, program, ...options],
      undefined,
    ],
  }
}

/** What PostgreSQL says went wrong: its last line of that kind. */
export function lastProblem(output: string): string {
  const lines = output.trim().split('\n')
  const problems = lines.filter((line) => /FATAL|PANIC|ERROR|error:/.test(line))
  const problem = problems.at(-1) ?? lines.at(-1) ?? ''
  return problem.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '').replace(/\.$/, '')
}
