import type { Draft, DraftInput, Upload } from '@levee/contract'

/** What the writer of a reply decides; who wrote it and which version it is stands beside it. */
export type DraftContent = Omit<DraftInput, 'version' | 'revision' | 'attachmentIds'>

/** A reply as it is saved: what is written, its files, and the state of the mail that the writer saw. */
export type DraftSnapshot = { content: DraftContent; attachments: Upload[]; revision: number }

export const emptyContent: DraftContent = {
  kind: 'reply',
  mailboxId: null,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  html: '',
  forwardOf: null,
  withOriginalAttachments: true,
  templateId: null,
}

/** A draft of the server, as its writer goes on with it. */
export function snapshotOf(draft: Draft): DraftSnapshot {
  const { kind, mailboxId, to, cc, bcc, subject, html } = draft
  const { forwardOf, withOriginalAttachments, templateId } = draft
  return {
    content: {
      kind,
      mailboxId,
      to,
      cc,
      bcc,
      subject,
      html,
      forwardOf,
      withOriginalAttachments,
      templateId,
    },
    attachments: draft.attachments,
    revision: draft.revision,
  }
}

/** What is sent to the server to save it. */
export function inputOf(
  { content, attachments, revision }: DraftSnapshot,
  version: number | null,
): DraftInput {
  return { ...content, attachmentIds: attachments.map(({ id }) => id), revision, version }
}
