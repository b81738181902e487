import type { Upload } from '@levee/contract'
import type { Editor } from '@tiptap/core'
import type { ReactNode } from 'react'
import type { DraftContent } from '../draft-content.ts'
import type { Schedule } from '../use-reply.ts'

/** A mail that is being written, for what pages put into its form. */
export type Composer = {
  /** Null until it is loaded. Types only: whoever uses it here loads no editor. */
  editor: Editor | null
  draft: DraftContent
  change: (part: Partial<DraftContent>) => void
  /** Puts files that are on the server already to those of the mail. */
  attach: (uploads: readonly Upload[]) => void
  /** The language of the text. */
  language: string
  isReadOnly: boolean
  canSend: boolean
  /** From which it is sent. */
  mailboxId: string
  sendLater: (schedule: Schedule) => void
  isPanelOpen: boolean
  togglePanel: () => void
}

/** What other features add to the form: pages put them together. */
export type ComposerParts = {
  /** Beside the text, while it is open: `/` on an empty line opens it. */
  panel?: (composer: Composer) => ReactNode
  /** Buttons in the foot: templates, variables. */
  tools?: (composer: Composer) => ReactNode
  /** When it leaves, beside the button that sends. */
  schedule?: (composer: Composer) => ReactNode
  /** Above the foot: what one should know before sending. */
  notice?: (composer: Composer) => ReactNode
}
