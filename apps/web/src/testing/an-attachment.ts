import type { Attachment } from '@levee/contract'

/** A file of a message as the server describes it, with what a test cares about. */
export function anAttachment(part: Partial<Attachment> = {}): Attachment {
  return {
    index: 0,
    name: 'Plan.pdf',
    contentType: 'application/pdf',
    size: 1_200_000,
    inline: false,
    state: 'clean',
    findings: [],
    preview: 'none',
    contents: [],
    card: null,
    ...part,
  }
}
