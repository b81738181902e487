import type { FileFinding } from '@levee/domain'

/** What the thread for files can be asked to do with one. */
export type FileRequest =
  | { kind: 'inspect'; name: string }
  | { kind: 'countPages' }
  | { kind: 'drawPage'; page: number; width: number }
  | { kind: 'readText' }

export type FileJob = { request: FileRequest; content: Uint8Array }

/** A file as text, as much as is shown. */
export type FileText = { text: string; isCut: boolean }

export type FileAnswer =
  | { state: 'done'; value: FileFinding[] | number | Uint8Array | FileText }
  | { state: 'failed'; message: string }
