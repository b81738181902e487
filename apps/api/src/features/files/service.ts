import type { Tx } from '@levee/db'
import { DomainError, type FileFinding } from '@levee/domain'
import { ScanError } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import type { JobData } from '../../jobs.ts'
import { type CheckDeps, checkedFile, type CheckedFile, isChecked } from './check-file.ts'
import {
  conversationOf,
  filesOf,
  findFile,
  markScanning,
  saveCheck,
  type StoredFile,
} from './queries.ts'

/** Asks that the files of messages are looked at, and says meanwhile that they are. */
export async function checkLater(
  tx: Tx,
  { jobs, config }: Pick<Deps, 'jobs' | 'config'>,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return
  if (config.clamd) await markScanning(tx, messageIds)
  await jobs.enqueueAll(
    tx,
    'checkFiles',
    messageIds.map((messageId) => ({ messageId })),
  )
}

/**
 * Looks at the files of a message, one after the other, and lets the screens show what was found.
 * @throws {ScanError} while the scanner does not answer: it is tried again later.
 */
export async function checkFiles(
  deps: CheckDeps,
  { messageId }: JobData['checkFiles'],
): Promise<void> {
  const open = (await filesOf(deps.db, messageId)).filter((file) => !isChecked(deps, file))
  for (const file of open) await checkedFile(deps, file).catch((cause) => giveUp(deps, file, cause))
  const place = await conversationOf(deps.db, messageId)
  if (place && open.length > 0)
    await announceAll(deps.db, [{ type: 'conversation.updated', ...place }])
}

/** A file that cannot be got out of its message must not keep those behind it from being checked. */
async function giveUp({ db, now }: CheckDeps, file: StoredFile, cause: unknown): Promise<void> {
  if (!(cause instanceof DomainError) || cause.code !== 'not-found') throw cause
  const at = now()
  const findings: FileFinding[] = [{ kind: 'unseen', detail: 'message' }]
  await saveCheck(db, file, { state: 'notChecked', findings, checkedAt: at, scannedAt: at })
}

/**
 * A file that may be handed out. One that nobody has looked at yet is looked at first.
 * @throws {DomainError} `not-found`; `forbidden` for a blocked one; `unavailable` without the scanner.
 */
export async function handedOut(
  deps: CheckDeps & Pick<Deps, 'log'>,
  viewer: Viewer,
  place: { id: string; index: number },
): Promise<CheckedFile> {
  const stored = await findFile(deps.db, viewer, place)
  if (!stored) throw new DomainError('not-found', 'There is no such attachment.')
  const file = await checkedFile(deps, stored).catch((cause: unknown) => {
    if (!(cause instanceof ScanError)) throw cause
    deps.log.error({ err: cause, messageId: place.id }, 'A file could not be scanned.')
    throw new DomainError(
      'unavailable',
      'The virus scanner does not answer: the file is handed out once it was checked. Its message can still be downloaded as it came.',
    )
  })
  if (file.state !== 'blocked') return file
  const malware = file.findings.find(({ kind }) => kind === 'malware')?.detail ?? ''
  throw new DomainError('forbidden', `This file is blocked: it is infected with ${malware}.`)
}
