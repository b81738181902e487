import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { DatabaseError } from '../database-error.ts'

const run = promisify(execFile)

/** The account that PostgreSQL runs as when we are root, whose rights it refuses. */
export type Account = { uid: number; gid: number }

/**
 * The system's `postgres` account, made when there is none; undefined when we are an ordinary user,
 * who runs PostgreSQL himself.
 * @throws {DatabaseError} when it cannot be made.
 */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  return (await accountNamed('postgres')) ?? createAccount()
}

/** Whether the account may enter the folder, all folders above it included. */
export function canEnter(account: Account, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0
}

/**
 * The command that lets a program run as the account although its files lie below folders that the
 * account cannot enter: it may search and read every folder, nothing more (capabilities(7)).
 * @throws {DatabaseError} when this machine cannot give that right.
 */
export function enteringAnyFolder(
  account: Account,
  folder: string,
): { program: string; options: string[] } {
  const program = 'setpriv'
  const options = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ]
  const trial = spawnSync(program, [...options, 'ls', folder], { cwd: '/' })
  if (trial.status === 0) return { program, options }
  throw new DatabaseError(
    `PostgreSQL's user cannot enter ${folder}: choose LEVEE_DATA_DIR outside of private folders, or allow it there (chmod o+x on each folder above).`,
  )
}

async function accountNamed(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined // id(1) exits 1 for an unknown user
  }
}

async function createAccount(): Promise<Account> {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
  try {
    await run('useradd', [...options, 'postgres'])
  } catch (cause) {
    throw new DatabaseError(
      'PostgreSQL does not run as root and the user "postgres" cannot be made: create it, start Levee as an ordinary user, or set DATABASE_URL.',
      { cause },
    )
  }
  const account = await accountNamed('postgres')
  if (!account) throw new DatabaseError('The user "postgres" was made but cannot be found.')
  return account
}
