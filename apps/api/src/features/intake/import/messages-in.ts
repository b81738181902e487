import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import type { ReceivedClues } from '@levee/domain'
import { looksLikeField, quotingOf, readMbox, readSeparator } from '@levee/mail'
import { LARGEST_MESSAGE } from '../largest-message.ts'
import type { MailFile } from './mail-files.ts'

/** A message of a file. */
export type FileMessage = {
  file: MailFile
  /** undefined: it is too long to be taken. */
  raw: Buffer | undefined
  separator: ReceivedClues['separator']
  /** Bytes of the file up to its end. */
  end: number
}

const BEGINNING = 4_096 // bytes: whatever a file holds, it begins with it

/** What a file holds, by its beginning. */
export type FileKind = 'mbox' | 'message' | 'other'

export async function kindOf({ path, isMaildir }: MailFile): Promise<FileKind> {
  if (isMaildir) return 'message'
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0)
    const text = buffer.toString('latin1', 0, bytesRead).replace(/^(?:\xef\xbb\xbf)?[\r\n]*/, '')
    const [first = ''] = text.split(/\r?\n/, 1)
    if (readSeparator(first)) return 'mbox'
    return looksLikeField(first) ? 'message' : 'other'
  } finally {
    await file.close()
  }
}

/** The messages of a file, as they come: no more than one is in memory. */
export async function* messagesIn(
  file: MailFile,
  kind: 'mbox' | 'message',
): AsyncGenerator<FileMessage, void, undefined> {
  if (kind === 'message') {
    const raw = file.size > LARGEST_MESSAGE ? undefined : await readFile(file.path)
    yield { file, raw, separator: null, end: file.size }
    return
  }
  const quoting = await quotingOf(createReadStream(file.path), LARGEST_MESSAGE)
  const chunks = createReadStream(file.path, { highWaterMark: 1_048_576 })
  for await (const each of readMbox(chunks, { quoting, most: LARGEST_MESSAGE }))
    yield { ...each, file }
}
