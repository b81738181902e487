import { MailParser } from 'mailparser'
import type { AttachmentStream, Headers } from 'mailparser'
import { elideAttachments, MARKER } from './elide-attachments.ts'

/** A part that is not shown as text. `content` is there only when it was asked for. */
export type MimeAttachment = {
  contentType: string
  filename: string
  contentId: string | null
  size: number
  content: Buffer | undefined
  /** Its size is known without its content. */
  isElided: boolean
}

/** A node of the tree of parts; `textContent` is the decoded text of one that is shown. */
export type MimeNode = {
  contentType: string | false
  textContent?: string
  children: MimeNode[]
}

export type Mime = { headers: Headers; root: MimeNode | undefined; attachments: MimeAttachment[] }

/** What mailparser has and its types do not tell. */
declare module 'mailparser' {
  interface MailParser {
    tree: MimeNode | false
    createNode(part: SplitPart): MimeNode
  }
}
type SplitPart = {
  root: boolean
  contentType: string | false
  parentNode: { contentType: string | false } | false
}

const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  ignoreEmbedded: true, // a forwarded message is an attachment that can be opened
}

/** Adds the default types of RFC 2046 (§5.1, §5.1.5), without which such parts would be nameless files. */
class PartParser extends MailParser {
  override createNode(part: SplitPart): MimeNode {
    if (!part.contentType && !part.root) {
      const inDigest = part.parentNode && part.parentNode.contentType === 'multipart/digest'
      part.contentType = inDigest ? 'message/rfc822' : 'text/plain'
    }
    return super.createNode(part)
  }
}

/**
 * Takes a message apart as `parseMime` does, several times as fast when it has large files, but
 * without their contents.
 */
export async function parseMimeOutline(raw: Buffer): Promise<Mime> {
  const elided = elideAttachments(raw)
  if (elided.cuts === 0) return parseMime(raw, () => false)
  const mime = await parseMime(elided.raw, () => false)
  const found = mime.attachments.filter(({ isElided }) => isElided).length
  return found === elided.cuts ? mime : parseMime(raw, () => false)
}

/**
 * Takes a message apart.
 * @param keep whether the content of the attachment with this index is wanted; else only its size is.
 * @throws whatever mailparser throws, also when the message exceeds its limits.
 */
export function parseMime(raw: Buffer, keep: (index: number) => boolean): Promise<Mime> {
  return new Promise((resolve, reject) => {
    const parser = new PartParser(OPTIONS)
    const attachments: MimeAttachment[] = []
    let headers: Headers = new Map()
    const fail = (error: Error): void => {
      parser.destroy()
      reject(error)
    }
    parser.on('headers', (found: Headers) => {
      headers = found
    })
    parser.on('data', (part: AttachmentStream | { type: 'text' }) => {
      if (part.type !== 'attachment') return
      attachments.push(readAttachment(part, keep(attachments.length), fail))
    })
    parser.on('error', fail)
    parser.on('end', () => resolve({ headers, root: parser.tree || undefined, attachments }))
    parser.end(withLineFeeds(raw))
  })
}

function readAttachment(
  part: AttachmentStream,
  keep: boolean,
  fail: (error: Error) => void,
): MimeAttachment {
  const attachment: MimeAttachment = {
    contentType: part.contentType || 'application/octet-stream',
    filename: part.filename || '',
    contentId: part.cid || null,
    isElided: part.headers.has(MARKER),
    size: Number(part.headers.get(MARKER) ?? 0),
    content: undefined,
  }
  const chunks: Buffer[] = []
  part.content.on('data', (chunk: Buffer) => {
    attachment.size += chunk.length
    if (keep) chunks.push(chunk)
  })
  part.content.on('end', () => {
    if (keep) attachment.content = Buffer.concat(chunks)
    part.release()
  })
  part.content.on('error', fail)
  return attachment
}

/** Old Macs ended lines with CR alone, which mailparser does not see. */
function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes('\n') || !raw.includes('\r')) return raw
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}
