import { randomBytes, randomUUID } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

const KEY_LENGTH = 32 // bytes

/** The installation's secret key as kept in its data directory, made there the first time. */
export async function keptSecretKey(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'secret-key')
  const found = await readKey(path)
  if (found) return found
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'w', 0o600)
  await file.writeFile(`${randomBytes(KEY_LENGTH).toString('base64')}\n`)
  await file.sync()
  await file.close()
  await link(draft, path).catch(ignoreExisting) // whole or not at all; the first process to come wins
  await rm(draft)
  await syncFolder(dataDir) // mail is encrypted with it: a power cut must not take it back
  const key = await readKey(path)
  if (!key) throw new Error(`The secret key ${path} vanished while it was made.`)
  return key
}

async function readKey(path: string): Promise<Buffer | undefined> {
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (content === undefined) return undefined
  const key = Buffer.from(content.trim(), 'base64')
  if (key.length === KEY_LENGTH) return key
  throw new ConfigError(
    `The secret key ${path} is damaged: restore it from a backup, mail and passwords are encrypted with it.`,
  )
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
