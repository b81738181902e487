import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { MailboxState } from './mailboxes.ts'
import {
  Address,
  Id,
  IdParams,
  Instant,
  List,
  NullableId,
  NullableInstant,
  NullableString,
  OneOf,
  pageQuery,
  Strict,
} from './values.ts'

/** What became of a delivery, in the order in which it is shown; the last is that of no delivery of ours. */
export const LEDGER_FATES = [
  'filed',
  'newsletters',
  'spam',
  'imported',
  'sent',
  'quarantined',
  'moved',
  'gone',
  'unaccounted',
] as const

/** A folder of the mail server: how many messages it shows, and how many of them are in the ledger. */
export const LedgerFolder = Type.Object({
  /** '' for what was handed over without a mail server. */
  path: Type.String(),
  role: NullableString,
  server: Type.Integer(),
  known: Type.Integer(),
  /** When every UID of it was last compared. */
  checkedAt: NullableInstant,
})
export type LedgerFolder = Static<typeof LedgerFolder>

export const Ledger = Type.Object({
  state: MailboxState,
  lastSyncAt: NullableInstant,
  lastError: NullableString,
  server: Type.Integer(),
  filed: Type.Integer(),
  newsletters: Type.Integer(),
  spam: Type.Integer(),
  imported: Type.Integer(),
  sent: Type.Integer(),
  quarantined: Type.Integer(),
  moved: Type.Integer(),
  gone: Type.Integer(),
  unaccounted: Type.Integer(),
  unaccountedSince: NullableInstant,
  folders: Type.Array(LedgerFolder),
})
export type Ledger = Static<typeof Ledger>

export const getLedger = endpoint({
  method: 'GET',
  url: '/api/v1/mailboxes/:id/ledger',
  schema: {
    summary: 'The fate of every delivery that the server showed',
    params: IdParams,
    response: { 200: Ledger },
  },
})

export const LedgerFate = OneOf(LEDGER_FATES)
export type LedgerFate = Static<typeof LedgerFate>

/** One message that the server showed. What is unaccounted for has a place and a reason, and nothing else. */
export const LedgerLine = Type.Object({
  folder: Type.String(),
  /** Where a POP3 server does not give a message, its number in that session. */
  uid: Type.Integer(),
  /** By which a POP3 server knows it. */
  uidl: NullableString,
  /** When it was found to be unaccounted for; else when the server received it. */
  receivedAt: Instant,
  storedAt: NullableInstant,
  messageId: NullableId,
  conversationId: NullableId,
  reference: NullableString,
  subject: Type.String(),
  from: Address,
  movedTo: NullableString,
  /** Why it is unaccounted for, in the words of the server. */
  detail: NullableString,
})
export type LedgerLine = Static<typeof LedgerLine>

export const listLedger = endpoint({
  method: 'GET',
  url: '/api/v1/mailboxes/:id/ledger/:fate',
  schema: {
    summary: 'The messages of one fate, the newest first',
    params: Strict({ id: Id, fate: LedgerFate }),
    querystring: Strict(pageQuery),
    response: { 200: List(LedgerLine) },
  },
})
