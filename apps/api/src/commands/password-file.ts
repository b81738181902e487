import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { UsageError } from './command.ts'

/** What a password option says: a password on the command line would be visible to everybody on the machine. */
export const passwordFileHelp = 'file that holds the password; - reads it from standard input'

/** The password in a file, or on standard input for `-`. @throws {UsageError} when there is none. */
export async function readPassword(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  const content =
    path === '-' ? await text(process.stdin) : await readFile(path, 'utf8').catch(cannot)
  const password = content.replace(/\r?\n$/, '')
  if (password === '') throw new UsageError(`There is no password in ${path}.`)
  return password
}

function cannot(cause: NodeJS.ErrnoException): never {
  throw new UsageError(`The file ${cause.path} cannot be read (${cause.code}).`, { cause })
}
