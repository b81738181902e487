import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CORPORA, corpusFiles } from '../testing/oracles/corpora.ts'
import { readAsSeen } from '../testing/oracles/reading.ts'
import { visibleText } from '../testing/oracles/visible-text.ts'
import { messagePart } from './message-part.ts'
import { readMessage } from './read-message.ts'

const CORPUS = join('mime-thunderbird', 'jsmime')
const missing = existsSync(join(CORPORA, CORPUS)) ? '' : ' (skipped: there are no corpora)'

/** A part without parts, by the lines of its body in the message; `lastBodyLine` is no more of it. */
type Leaf = { part: string; firstBodyLine: number; lastBodyLine: number }

/** What people can get at: the texts that they see and the files, also of the messages in a message. */
type Reachable = { texts: string[]; files: Buffer[] }

async function reachable(raw: Buffer): Promise<Reachable> {
  const { text, html } = await readAsSeen(raw)
  const read = readMessage(raw)
  const attachments = read.ok ? read.message.attachments : []
  return {
    texts: [letters(text), letters(visibleText(html))],
    files: attachments.map(({ index }) => messagePart(raw, index).content),
  }
}

function isIn({ texts, files }: Reachable, leaf: Buffer): boolean {
  const source = leaf.toString('latin1')
  const says = [source, visibleText(source)].map(letters).filter(Boolean)
  const bytes = withoutLineEnd(leaf)
  return (
    files.some((file) => withoutLineEnd(file) === bytes) ||
    texts.some((seen) => says.some((text) => seen.includes(text)))
  )
}

/** The decoded body of a leaf. */
function contentOf(lines: string[], { firstBodyLine, lastBodyLine }: Leaf): Buffer {
  const body = lines.slice(firstBodyLine - 1, lastBodyLine - 1).join('\n')
  const above = lines.slice(0, firstBodyLine - 2)
  const header = above.slice(
    above.findLastIndex((line) => line === '' || line.startsWith('--')) + 1,
  )
  const [, encoding] = /^content-transfer-encoding:\s*(\S+)/im.exec(header.join('\n')) ?? []
  if (/^base64$/i.test(encoding ?? '')) return Buffer.from(body, 'base64')
  if (!/^quoted-printable$/i.test(encoding ?? '')) return Buffer.from(body, 'latin1')
  const unquoted = body
    .replaceAll(/=(?:\n|$)/g, '')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  return Buffer.from(unquoted, 'latin1')
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

function withoutLineEnd(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\r\n', '\n').trimEnd()
}

describe.skipIf(missing)(`the parts of nested messages${missing}`, () => {
  it.each(corpusFiles(CORPUS, /\.structure\.json$/))('can all be reached: %s', async (file) => {
    const leaves: Leaf[] = JSON.parse(readFileSync(join(CORPORA, CORPUS, file), 'utf8'))
    const raw = readFileSync(join(CORPORA, CORPUS, file.replace('.structure.json', '')))
    const lines = raw.toString('latin1').split(/\r?\n/)
    const found = await reachable(raw)
    const lost = leaves.filter((leaf) => !isIn(found, contentOf(lines, leaf)))
    expect(leaves.length).toBeGreaterThan(0)
    expect(lost).toEqual([])
  })

  it('say the same in every charset', async () => {
    const raw = readFileSync(join(CORPORA, CORPUS, 'charsets'))
    const { text } = await readAsSeen(raw)
    const said = text.split('\n').filter((line) => line.trim() !== '')
    expect(said.length).toBeGreaterThan(10)
    for (let place = 0; place < said.length; place += 2) {
      expect(said[place + 1]).toBe(said[place])
    }
  })
})
