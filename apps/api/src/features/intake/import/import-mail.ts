import { NotMboxError } from '@levee/mail'
import type { Deps } from '../../../deps.ts'
import { inOrder } from '../in-order.ts'
import { inWindows, type TakenMessage } from './file-windows.ts'
import { type ImportTarget, prepareWindow, storeWindow } from './import-window.ts'
import { type MailFile, mailFilesAt } from './mail-files.ts'
import { kindOf, messagesIn } from './messages-in.ts'

/** What came of an import. */
export type ImportResult = {
  /** Messages; each was filed, was there already, was set aside as unreadable, or is too long. */
  read: number
  filed: number
  alreadyThere: number
  quarantined: number
  tooLong: number
  bytes: number
  files: number
  /** Files that hold no mail, or cannot be read. */
  notMail: string[]
  unreadableFiles: string[]
  /** Files of drafts and junk, which nobody imports unasked. */
  leftOut: number
}

export type ImportProgress = { bytes: number; totalBytes: number; messages: number }

export type ImportSource = {
  path: string
  mailboxId: string
  /** Mail received since is to be triaged; undefined: all of it is history. */
  triageSince: Date | undefined
}

const NEVER = new Date(8.64e15)

/**
 * Files the messages of an mbox, of a file with one message, or of a folder of such files and Maildirs. What the
 * mailbox has already is passed over, so that an import which was stopped goes on when it is done again.
 */
export async function importMail(
  deps: Deps,
  { path, mailboxId, triageSince = NEVER }: ImportSource,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const { files, leftOut } = await mailFilesAt(path)
  const result = emptyResult(leftOut)
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0)
  const target: ImportTarget = { mailboxId, triageSince, underWay: new Set() }
  const done = bytesBefore(files)
  await inOrder(
    inWindows(takenMessages(files, result)),
    (window) => prepareWindow(deps, target, window),
    async (prepared) => {
      const { filed, quarantined } = await storeWindow(deps, target, prepared)
      const { window } = prepared
      result.filed += filed
      result.quarantined += quarantined
      result.alreadyThere += window.length - filed - quarantined
      const last = window.at(-1)
      const bytes = last ? (done.get(last.file) ?? 0) + last.end : 0
      onProgress({ bytes, totalBytes, messages: result.read })
    },
  )
  return { ...result, bytes: totalBytes }
}

/** The messages of files, one after the other; counts what is no message that can be taken. */
async function* takenMessages(
  files: MailFile[],
  result: ImportResult,
): AsyncGenerator<TakenMessage, void, undefined> {
  for (const file of files) {
    try {
      const kind = await kindOf(file)
      if (kind === 'other') {
        result.notMail.push(file.path)
        continue
      }
      for await (const { raw, ...message } of messagesIn(file, kind)) {
        result.read++
        if (raw) yield { ...message, raw }
        else result.tooLong++
      }
      result.files++
    } catch (error) {
      if (error instanceof NotMboxError) result.notMail.push(file.path)
      else if (isFileProblem(error)) result.unreadableFiles.push(file.path)
      else throw error
    }
  }
}

/** Where each file begins, were they one. */
function bytesBefore(files: MailFile[]): Map<MailFile, number> {
  let sum = 0
  return new Map(
    files.map((file) => {
      const before = sum
      sum += file.size
      return [file, before]
    }),
  )
}

/** The system does not give a file: it is another user's, it went away, its disk is damaged. */
function isFileProblem(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    /^E(?:ACCES|PERM|NOENT|IO|ISDIR)$/.test(String(error.code))
  )
}

function emptyResult(leftOut: number): ImportResult {
  const counts = { read: 0, filed: 0, alreadyThere: 0, quarantined: 0, tooLong: 0 }
  return { ...counts, bytes: 0, files: 0, notMail: [], unreadableFiles: [], leftOut }
}
