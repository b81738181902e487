import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CORPORA } from '../testing/oracles/corpora.ts'
import { tnefFiles } from './tnef.ts'

const DIRECTORY = join(CORPORA, 'tnef')
const missing = existsSync(DIRECTORY) ? '' : ' (skipped: there are no corpora)'
const samples = missing ? [] : readdirSync(DIRECTORY).filter((name) => name.endsWith('.tnef'))

/** The corpus keeps files with the line ends of the machine on which they were extracted. */
function lines(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\r\n', '\n')
}

describe.skipIf(missing)(`the files of a winmail.dat${missing}`, () => {
  it.each(samples)('are those that others extract: %s', (name) => {
    const extracted = join(DIRECTORY, name.replace('.tnef', ''))
    const files = tnefFiles(readFileSync(join(DIRECTORY, name)))
    const expected = existsSync(extracted) ? readdirSync(extracted) : []
    expect(files.map((file) => file.name).toSorted()).toEqual(expected.toSorted())
    for (const file of files) {
      const theirs = readFileSync(join(extracted, file.name))
      expect(lines(file.content)).toBe(lines(theirs))
    }
  })

  it('of which the beginning is there are read as far as it goes', () => {
    const whole = readFileSync(join(DIRECTORY, 'two-files.tnef'))
    const names = tnefFiles(whole).map(({ name }) => name)
    for (let length = 0; length < whole.length; length += 7) {
      const found = tnefFiles(whole.subarray(0, length)).map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(found.filter((name) => names.includes(name))))
      expect(found.length).toBeLessThanOrEqual(names.length)
    }
  })

  it('with damage anywhere end, and say nothing that is not there', () => {
    const whole = readFileSync(join(DIRECTORY, 'unicode-mapi-attr.tnef'))
    for (let place = 0; place < whole.length; place += 11) {
      const damaged = Buffer.from(whole)
      damaged[place] = 0xff
      const size = tnefFiles(damaged).reduce((sum, { content }) => sum + content.length, 0)
      expect(size).toBeLessThanOrEqual(20_000_000 + whole.length)
    }
  })
})

describe('what is no winmail.dat', () => {
  it('has no files', () => {
    expect(tnefFiles(Buffer.alloc(0))).toEqual([])
    expect(tnefFiles(Buffer.from('Bonjour, ceci est un texte.'))).toEqual([])
  })
})
