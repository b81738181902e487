import type { HtmlOptions, MessageHtml } from '../html/message-html.ts'
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
export type ReaderValue = ReadResult | MessageHtml | MessagePart | WrittenHtml | QuotedHtml

/** Sent by the thread: once when it is ready, then for each message, in order. */
export type ReaderAnswer =
  | { state: 'ready' }
  | { state: 'done'; value: ReaderValue }
  | { state: 'failed'; code: 'unreadable' | 'noSuchPart'; message: string }
