import { describe, expect, it } from 'vitest'
import { corpusCases, corpusFile, hasCorpus } from '../testing/corpora.ts'
import { type MboxMessage, readMbox } from './read-mbox.ts'

async function read(path: string): Promise<MboxMessage[]> {
  async function* chunks(): AsyncGenerator<Buffer> {
    const file = corpusFile(path)
    for (let at = 0; at < file.length; at += 1_000) yield file.subarray(at, at + 1_000)
  }
  const messages: MboxMessage[] = []
  for await (const each of readMbox(chunks(), { quoting: 'none', most: 10_000_000 }))
    messages.push(each)
  return messages
}

const subjectOf = ({ raw }: MboxMessage): string | undefined =>
  /^subject: *(.*?)\r?$/im.exec(raw?.toString('latin1') ?? '')?.[1]

const MIMEKIT = 'mime-mimekit/mbox'
describe.runIf(hasCorpus(MIMEKIT))('mbox files of others', () => {
  type Place = { beginOffset: number; endOffset: number }

  it('are cut where MimeKit cuts them', async () => {
    const places = corpusCases<Place[]>(`${MIMEKIT}/issue1189.unix-offsets.json`)
    const file = corpusFile(`${MIMEKIT}/issue1189.mbox.txt`)
    const found = await read(`${MIMEKIT}/issue1189.mbox.txt`)
    expect(found).toHaveLength(places.length)
    for (const [index, { raw }] of found.entries())
      expect(file.indexOf(raw ?? 'nothing')).toBe(Object(places[index]).beginOffset)
  })

  it.each([
    [`${MIMEKIT}/unmunged.mbox.txt`, 2],
    ['mime-thunderbird/data/mbox_modern', 2],
    ['mime-thunderbird/data/mbox_unquoted', 2],
    ['imap-imaptest/fetch-body.mbox', 4],
  ])('%s has %i messages', async (path, count) => {
    const found = await read(path)
    expect(found).toHaveLength(count)
    for (const { raw } of found) expect(raw?.toString('latin1')).toMatch(/^[\w-]+: /)
  })

  it('keep the line ends that they have', async () => {
    const found = await read('mime-roundcube/src/import.mbox')
    expect(found.map(subjectOf)).toEqual(found.map((_, n) => `Import ${n + 1}`))
    for (const { raw } of found) expect(raw?.toString('latin1')).not.toMatch(/[^\r]\n/)
  })
})
