import type { MboxOptions } from './read-mbox.ts'
import { readMbox } from './read-mbox.ts'
import { fromLines } from './unquote-from.ts'

/**
 * Whether the program that wrote an mbox file put a `>` before lines of text that begin with "From ". It did when
 * such a line is nowhere as it was and quoted ones are. Which programs also quote `>From ` (mboxrd) and which do not (mboxo)
 * shows in no file: such a line was nearly always "From " when it was mailed, and is taken so.
 */
export async function quotingOf(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): Promise<MboxOptions['quoting']> {
  let isQuoted = false
  for await (const { raw } of readMbox(chunks, { quoting: 'none', most })) {
    if (!raw) continue
    const { hasQuoted, hasPlain } = fromLines(raw)
    if (hasPlain) return 'none'
    isQuoted ||= hasQuoted
  }
  return isQuoted ? 'mboxrd' : 'none'
}
