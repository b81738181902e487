import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aMail } from './intake-fixture.ts'

/** A case of the corpus thread-cases: mails in the order of their arrival, and which belong together. */
export type ThreadCase = {
  id: string
  conversations: number[][]
  stored: number
  input: ThreadCaseMail[]
}

export type ThreadCaseMail = {
  n: number
  event?: string
  from: string
  subject: string
  messageId: string | null
  inReplyTo: string | null
  references: string | null
  body: string
  mailbox: string
  direction?: string
  /** The Message-ID of the mail that it returns. */
  embedded?: string
}

/** The cases; none where the corpus is missing. */
export function casesOf(corpora: string): ThreadCase[] {
  const path = join(corpora, 'thread-cases/vectors.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
}

/**
 * A mail of a case as bytes.
 * @param mark makes its Message-IDs and its text differ from those of other runs on the same database.
 */
export function mailOfCase(item: ThreadCaseMail, { id }: { id: string }, mark = ''): Buffer {
  const own = (value: string | null | undefined): string | null =>
    (mark === '' ? value : value?.replaceAll(/<([^@<>]+)@/g, `<$1-${mark}@`)) ?? null
  const body = `${item.body} n=${id === 'same-mail-two-boxes' ? 1 : item.n} mark=${mark};`
  const returned = item.embedded ? `\r\n\r\nMessage-ID: ${own(item.embedded)}\r\n` : ''
  return aMail({
    from: item.from,
    to: item.direction === 'out' ? 'a@x.example' : 'contact@mairie.example',
    subject: item.subject,
    id: own(item.messageId),
    inReplyTo: own(item.inReplyTo),
    references: own(item.references),
    body: `${body}${returned}`,
  })
}
