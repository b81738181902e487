import type { Address, Automatic, MessageSigns, Report } from '@levee/domain'
import type { Header } from './header-fields.ts'
import type { MessageIdentity } from './message-identity.ts'
import type { PartCard } from './part-card.ts'
import type { PartTreeProblem } from './part-tree.ts'

/** A part of a message that can be downloaded; `inline` when the HTML body shows it. */
export type ParsedAttachment = {
  index: number
  name: string
  contentType: string
  size: number
  inline: boolean
  contentId: string | null
  /** The index of the file that it is in, a forwarded message or a winmail.dat; null for one of the message. */
  within: number | null
  /** What it says, when that is shown beside its name. */
  card: PartCard | null
}

/** What a message says, all of it fit to be stored. */
export type ParsedMessage = {
  /** Message-ID without angle brackets, null when there is none. */
  internetMessageId: string | null
  inReplyTo: string[]
  references: string[]
  from: Address | null
  replyTo: Address[]
  to: Address[]
  cc: Address[]
  subject: string
  /** The Date field, null when it is missing or no date. */
  date: Date | null
  /** Plain text, at most 100 kB, from the HTML when there is no other. */
  text: string
  hasHtml: boolean
  attachments: ParsedAttachment[]
  headers: Header[]
  automatic: Automatic
  /** What a machine says in it of a mail of ours; null when it is not from one. */
  report: Report | null
  /** What it shows of where it comes from. */
  signs: MessageSigns
  /** Why only its beginning was read; null when all of it was. */
  problem: PartTreeProblem | null
}

/** What came of reading a message; one that cannot be read still has its identity and header. */
export type ReadResult = MessageIdentity &
  ({ ok: true; message: ParsedMessage } | { ok: false; problem: string; headers: Header[] })
