import { DomainError, type FileFinding, fileState } from '@levee/domain'
import {
  FileDeskError,
  MessageReadError,
  type ScannerAddress,
  scanFile,
  ScanError,
} from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { type FileCheck, saveCheck, type StoredFile } from './queries.ts'

export type CheckDeps = Pick<Deps, 'db' | 'blobs' | 'reader' | 'files' | 'config' | 'now'>

/** A file with its bytes, looked at as far as this installation does. */
export type CheckedFile = StoredFile & { content: Buffer }

/**
 * Gets a file and, unless that was done, looks at it: its type, what is in it, and with the virus
 * scanner when there is one.
 * @throws {DomainError} `not-found` when its message cannot be taken apart.
 * @throws {ScanError} while the scanner does not answer.
 */
export async function checkedFile(deps: CheckDeps, file: StoredFile): Promise<CheckedFile> {
  const content = await contentOf(deps, file)
  if (isChecked(deps, file)) return { ...file, content }
  const check = await lookAt(deps, file, content)
  await saveCheck(deps.db, file, check)
  return { ...file, ...check, content }
}

/** Whether there is nothing more to find out about a file. */
export function isChecked(
  { config }: Pick<Deps, 'config'>,
  { checkedAt, scannedAt }: StoredFile,
): boolean {
  return checkedAt !== null && (scannedAt !== null || config.clamd === undefined)
}

async function lookAt(
  { files, config, now }: CheckDeps,
  { name }: StoredFile,
  content: Buffer,
): Promise<FileCheck> {
  const found = await files.inspect(name, content).catch(asFinding)
  const scanned = config.clamd && (await scan(config.clamd, content))
  const findings = [...found, ...(scanned ?? [])]
  const at = now()
  return {
    state: fileState(findings, { isScanned: scanned !== undefined }),
    findings,
    checkedAt: at,
    scannedAt: scanned === undefined ? null : at,
  }
}

/** What takes the thread down that looks at it cannot be looked through. */
function asFinding(error: unknown): FileFinding[] {
  if (!(error instanceof FileDeskError) || error.code === 'closed') throw error
  return [{ kind: 'unseen', detail: error.code }]
}

async function scan(scanner: ScannerAddress, content: Buffer): Promise<FileFinding[]> {
  try {
    const malware = await scanFile(scanner, content)
    return malware === null ? [] : [{ kind: 'malware', detail: malware }]
  } catch (error) {
    if (!(error instanceof ScanError) || error.code !== 'tooBig') throw error
    return [{ kind: 'unseen', detail: 'scanner' }]
  }
}

async function contentOf(
  { blobs, reader }: Pick<Deps, 'blobs' | 'reader'>,
  { blobSha256, rawSha256, index }: StoredFile,
): Promise<Buffer> {
  if (blobSha256 !== null) return blobs.get(blobSha256)
  if (rawSha256 === null) throw new DomainError('not-found', 'There is no such source.')
  const raw = await blobs.get(rawSha256)
  const { content } = await reader.part(raw, index).catch((cause: unknown) => {
    if (!(cause instanceof MessageReadError)) throw cause
    if (cause.code === 'closed') throw new DomainError('unavailable', 'The server is stopping.')
    throw new DomainError('not-found', 'There is no such attachment that can be read.')
  })
  return content
}
