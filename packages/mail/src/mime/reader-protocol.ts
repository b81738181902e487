import type { HtmlOptions } from '../html/message-html.ts'
import type { QuotedHtml, QuoteOptions } from '../html/quoted-html.ts'
import type { WrittenFor, WrittenHtml } from '../html/written-html.ts'
import type { MessagePart } from './message-part.ts'
import type { ReadResult } from './parsed-message.ts'

/** What the reader's thread can be asked to do with each message of a batch. */
export type ReaderRequest =
  | { kind: 'read' }
  | { kind: 'html'; options: HtmlOptions }
  | { kind: 'part'; index: number }
  | { kind: 'written'; purpose: WrittenFor }
  | { kind: 'quoted'; options: QuoteOptions }

/** A batch as it crosses to the thread. */
export type ReaderJob = { request: ReaderRequest; raws: Uint8Array[] }

/** What the thread makes of one message. */
export type ReaderValue = ReadResult | ShownDocument | MessagePart | WrittenHtml | QuotedHtml

/** The body of a message as an HTML document in UTF-8: written out in the thread, not in the main one. */
export type ShownDocument = { document: Uint8Array }

/** Sent by the thread: once when it is ready, then for each message, in order. */
export type ReaderAnswer =
  | { state: 'ready' }
  | { state: 'done'; value: ReaderValue }
  | { state: 'failed'; code: 'unreadable' | 'noSuchPart'; message: string }
