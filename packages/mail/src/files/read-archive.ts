import { buffer } from 'node:stream/consumers'
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName } from 'yauzl'

/** How much of an archive is looked at: a few megabytes can unpack to petabytes. */
export const ARCHIVE_LIMITS = { bytes: 100_000_000, entries: 1_000, levels: 3 }

/** A file in an archive, and where in it; files in archives in it follow the archive. */
export type ArchivedFile = { path: string; size: number; isEncrypted: boolean; isOutside: boolean }

/** What is in an archive, as far as it was looked at. */
export type ArchiveContents = { files: ArchivedFile[]; isComplete: boolean }

type Walk = ArchiveContents & { bytes: number }

/**
 * Lists the files of a ZIP archive and of those in it. Only archives in it are ever unpacked, into
 * memory and within the limits; nothing is written anywhere.
 * @throws {Error} when it is no ZIP archive or a damaged one.
 */
export async function readArchive(content: Buffer): Promise<ArchiveContents> {
  const walk: Walk = { files: [], isComplete: true, bytes: 0 }
  await readLevel(walk, { content, level: 1, within: '' })
  return { files: walk.files, isComplete: walk.isComplete }
}

async function readLevel(
  walk: Walk,
  { content, level, within }: { content: Buffer; level: number; within: string },
): Promise<void> {
  // its own check of names would end at the first bad one
  const archive = await fromBufferPromise(content, { lazyEntries: true, decodeStrings: false })
  for await (const entry of archive.eachEntry()) {
    const name = nameOf(entry)
    if (name.endsWith('/')) continue
    const isEncrypted = (entry.generalPurposeBitFlag & 1) === 1
    const size = entry.uncompressedSize
    walk.bytes += size
    if (walk.files.length >= ARCHIVE_LIMITS.entries || walk.bytes > ARCHIVE_LIMITS.bytes) {
      walk.isComplete = false
      return
    }
    const path = `${within}${name}`
    walk.files.push({ path, size, isEncrypted, isOutside: validateFileName(name) !== null })
    if (!/\.(?:zip|jar|docm|xlsm|pptm|docx|xlsx|pptx)$/i.test(name) || isEncrypted) continue
    if (level >= ARCHIVE_LIMITS.levels) walk.isComplete = false
    else
      await readLevel(walk, {
        content: await buffer(await archive.openReadStreamPromise(entry)),
        level: level + 1,
        within: `${path}/`,
      }).catch(() => (walk.isComplete = false))
  }
}

/** As Unix names it: some programs write back slashes. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
}
