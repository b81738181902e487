import { attachmentName } from './attachment-name.ts'
import { partName } from './message-body.ts'
import type { MessageBody } from './message-body.ts'
import { decodedBody, encodedBody, leaves } from './part-tree.ts'
import type { MimePart } from './part-tree.ts'
import { tnefFiles } from './tnef.ts'
import { decodedSize } from './transfer-encoding.ts'

/** A file of a message. What a forwarded message or a winmail.dat holds is listed after all others. */
export type MessageFile = {
  name: string
  contentType: string
  contentId: string | null
  size: number
  /** The index of the file that this one is in; null for a file of the message itself. */
  within: number | null
  /** The part that it is, unless it comes from a winmail.dat. */
  part: MimePart | null
  content(): Buffer
}

/** Files in files: what is beyond can be had by downloading the file that holds them. */
const MOST_INNER = 200

/** The files of a message, those of messages and containers in it included: every part can be reached. */
export function messageFiles({ files }: MessageBody, charset: string | undefined): MessageFile[] {
  const outer = files.map((part, index) => partFile(part, { index, within: null, charset }))
  const inner: MessageFile[] = []
  for (const [within, part] of files.entries()) {
    const room = MOST_INNER - inner.length
    const first = outer.length + inner.length
    inner.push(...innerFiles(part, { first, within, charset }).slice(0, room))
  }
  return [...outer, ...inner]
}

type Place = { first: number; within: number; charset: string | undefined }

function innerFiles(part: MimePart, { first, within, charset }: Place): MessageFile[] {
  if (isTnef(part)) {
    return tnefFiles(decodedBody(part)).map(({ name, contentType, contentId, content }, place) => ({
      name: attachmentName({ contentType, filename: name }, first + place),
      contentType,
      contentId,
      size: content.length,
      within,
      part: null,
      content: () => content,
    }))
  }
  return part.children
    .flatMap((child) => leaves(child, 'nested'))
    .map((leaf, place) => partFile(leaf, { index: first + place, within, charset }))
}

function isTnef(part: MimePart): boolean {
  return (
    /^application\/(?:vnd\.)?ms-tnef$/.test(part.type) || /^winmail\.dat$/i.test(partName(part))
  )
}

function partFile(
  part: MimePart,
  { index, within, charset }: { index: number; within: number | null; charset: string | undefined },
): MessageFile {
  return {
    name: attachmentName({ contentType: part.type, filename: partName(part, charset) }, index),
    contentType: part.type,
    contentId: part.contentId,
    size: decodedSize(encodedBody(part), part.encoding),
    within,
    part,
    content: () => decodedBody(part),
  }
}
