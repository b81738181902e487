import type { MessageReader } from '@levee/mail'
import type { DraftContent } from './queries.ts'

const LINE = /[\p{Cc}\u2028\u2029]+/gu

/** What was typed, as it may be stored and shown to others. */
export async function cleanContent(
  reader: MessageReader,
  content: DraftContent,
): Promise<DraftContent> {
  const { mailboxId, forwardOf, withOriginalAttachments, templateId } = content
  return {
    mailboxId,
    forwardOf,
    withOriginalAttachments,
    templateId,
    to: content.to.map(oneLine),
    cc: content.cc.map(oneLine),
    bcc: content.bcc.map(oneLine),
    subject: oneLine(content.subject),
    html: await cleanHtml(reader, content.html),
    attachmentIds: [...new Set(content.attachmentIds)],
  }
}

async function cleanHtml(reader: MessageReader, html: string): Promise<string> {
  if (html === '') return ''
  const written = await reader.written(html, { kind: 'draft' })
  return written.html.replaceAll('\0', '')
}

function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(LINE, ' ')
}
