import { type Db, openDatabase } from '@levee/db'
import {
  createDnsResolver,
  createFileDesk,
  createMessageReader,
  type DnsResolver,
  type FileDesk,
  internet,
  type MessageReader,
  type PublicDialer,
} from '@levee/mail'
import { type BlobStore, deriveKeys, type Keys, openBlobStore } from '@levee/storage'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { keptSecretKey } from './secret-key.ts'

/** What the program works with; services take it, or the parts they need, as their first argument. */
export interface Deps {
  db: Db
  blobs: BlobStore
  keys: Keys
  reader: MessageReader
  /** Where the files of messages are looked at. */
  files: FileDesk
  /** How hosts are reached that mails name: tests stand in for the Internet. */
  internet: PublicDialer
  dns: DnsResolver
  config: Config
  now: () => Date
  log: Logger
  jobs: Jobs
}

/** Opens everything on a database that is migrated already. */
export async function openDeps(
  config: Config,
  databaseUrl: string,
  log: Logger,
): Promise<Deps & { close(): Promise<void> }> {
  const keys = deriveKeys(config.secretKey ?? (await keptSecretKey(config.dataDir)))
  const db = await openDatabase(databaseUrl)
  const reader = createMessageReader({})
  const files = createFileDesk()
  const blobs = openBlobStore({ directory: join(config.dataDir, 'blobs'), key: keys.blobs })
  const jobs = createJobs({ db, log })
  return {
    db,
    blobs,
    keys,
    reader,
    files,
    internet,
    dns: createDnsResolver(),
    config,
    now: () => new Date(),
    log,
    jobs,
    async close() {
      await reader.close()
      await files.close()
      await blobs.close()
      await db.close()
    },
  }
}
