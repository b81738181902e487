import type { MessageSigns } from '@levee/domain'
import { lightHtml } from '../html/light-html.ts'
import type { MessageBody } from '../mime/message-body.ts'
import { bodyBlocks } from '../mime/message-body.ts'
import type { MessageFile } from '../mime/message-files.ts'
import type { HeaderValues } from '../mime/header-values.ts'
import { encodedBody } from '../mime/part-tree.ts'
import type { MimePart } from '../mime/part-tree.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import { ARCHIVE_HEAD, isEncryptedArchive } from './encrypted-archive.ts'
import { linkSigns } from './link-signs.ts'
import { senderFlaws } from './sender-flaws.ts'

/** Characters of HTML in which links are looked for. */
const HTML_LIMIT = 300_000

/**
 * What a message shows of where it comes from and leads to.
 * @param head its header as it stands there; `files`: its files.
 */
export function messageSigns(
  fields: HeaderValues,
  { html }: MessageBody,
  { head, files }: { head: string; files: readonly MessageFile[] },
): MessageSigns {
  return {
    flaws: senderFlaws(fields.all('from'), hasHiddenAuthor(head)),
    ...linkSigns(markupOf(html)),
    encryptedArchives: files.flatMap(({ name, part }) =>
      part && isEncryptedArchive(headOf(part)) ? [name] : [],
    ),
    envelopeFrom:
      /<([^<>\s]+@[^<>\s]+)>/.exec(fields.first('return-path'))?.[1]?.toLowerCase() ?? null,
  }
}

/** The HTML of a body, as much as is looked at; what is behind is not even decoded. */
function markupOf(parts: readonly MimePart[]): string {
  const texts: string[] = []
  let room = HTML_LIMIT
  for (const { text } of bodyBlocks(parts.filter(({ type }) => type === 'text/html'))) {
    const light = lightHtml(text, room)
    texts.push(light)
    room -= light.length + 1
    if (room <= 0) break
  }
  return texts.length === 1 ? (texts[0] ?? '') : texts.join('\n')
}

/** A From field that some readers see and others do not: with blanks before it, or before its colon. */
function hasHiddenAuthor(head: string): boolean {
  return /^[ \t]+from[ \t]*:/i.test(head) || /^from[ \t]*\r?\n[ \t]+:/im.test(head)
}

/** The first bytes of a file, decoded: twice as many are looked at as base64 needs. */
function headOf(part: MimePart): Buffer {
  const start = encodedBody(part).subarray(0, ARCHIVE_HEAD * 2)
  return decodeTransfer(start, part.encoding).subarray(0, ARCHIVE_HEAD)
}
