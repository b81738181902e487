import { formatAddress } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { cleanContent, type SentDraft } from '../drafts/service.ts'
import type { MailInput, PreparedReply } from './prepare-reply.ts'

/** What is kept of a mail that is queued, to be written on when it is taken back. */
export function sentContent(
  { reader }: Pick<Deps, 'reader'>,
  input: MailInput,
  { mailbox, recipients: { to, cc, bcc } }: PreparedReply,
): Promise<SentDraft['content']> {
  return cleanContent(reader, {
    to: to.map(formatAddress),
    cc: cc.map(formatAddress),
    bcc: bcc.map(formatAddress),
    subject: input.subject ?? '',
    html: input.html ?? paragraphs(input.text ?? ''),
    attachmentIds: input.attachmentIds ?? [],
    mailboxId: mailbox.id,
    forwardOf: input.forwardOf ?? null,
    withOriginalAttachments: input.withOriginalAttachments ?? true,
    templateId: input.templateId ?? null,
  })
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A text as the editor writes it: each line is a paragraph. */
function paragraphs(text: string): string {
  if (text === '') return ''
  const lines = text.split(/\r?\n/u)
  return lines
    .map((line) => `<p>${line.replaceAll(/[&<>]/gu, (sign) => SIGNS[sign] ?? sign)}</p>`)
    .join('')
}
