/**
 * What a corpus says of one of its messages. A field that it does not tell is absent, and then not
 * judged.
 */
export type Oracle = {
  corpus: string
  /** The message's file, below the folder of the corpus. */
  name: string
  raw: Buffer
  subject?: string
  /** The address of the first author. */
  from?: string
  /** What a reader sees, piece after piece. */
  text?: TextPiece[]
  attachments?: Attachments
}

/** A piece of what a reader sees; `html` is a document or a part of one. */
export type TextPiece = { form: 'plain' | 'html'; content: string }

/** The names, null for a part without one; or how many there are, of a corpus that tells no names. */
export type Attachments = (string | null)[] | number

/** What is judged. */
export type Field = 'subject' | 'from' | 'text' | 'attachments'

export const FIELDS: readonly Field[] = ['subject', 'from', 'text', 'attachments']
