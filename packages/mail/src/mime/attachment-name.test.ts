import { fileDanger } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { corpusCases } from '../testing/corpora.ts'
import { attachmentName } from './attachment-name.ts'

function nameOf(filename: string, contentType = 'application/pdf'): string {
  return attachmentName({ contentType, filename }, 2)
}

describe('the name of an attachment', () => {
  it.each([
    ['Reçu n° 1.pdf', 'Reçu n° 1.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Users\\x\\a.pdf', 'a.pdf'],
    ['a\r\nContent-Type: x.pdf', 'a Content-Type_ x.pdf'],
    ['\u202efdp.exe', 'fdp.exe'],
    ['.htaccess', 'htaccess'],
    ['a\0.pdf', 'a.pdf'],
    ['', 'part-3.pdf'],
    ['...', 'part-3.pdf'],
  ])('is safe to save under: %j', (given, name) => {
    expect(nameOf(given)).toBe(name)
  })

  it('fits into a file system with its extension', () => {
    const name = nameOf(`${'é'.repeat(300)}.pdf`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    expect(name).toMatch(/é\.pdf$/)
  })

  it('is made up from the type', () => {
    expect(nameOf('', 'message/rfc822')).toBe('part-3.eml')
    expect(nameOf('', 'application/x-unknown')).toBe('part-3')
  })
})

/** A name, what must become of it and what people are to be warned of. */
type Vector = { input: string; must: string; warn: string[] }

describe('a name that somebody chose with care', () => {
  const vectors = corpusCases<Vector>('attach-names/vectors.json')
  const where = (isMeant: (vector: Vector) => boolean) =>
    vectors.filter(isMeant).map(({ input }) => [input, nameOf(input.toWellFormed())] as const)

  it.skipIf(vectors.length === 0)('loses its folders, and names no device', () => {
    for (const [input, name] of where(({ must }) => must.startsWith('basename')))
      expect(input.endsWith(`\\${name}`)).toBe(true)
    for (const [input, name] of where(({ must }) => must.startsWith('prefixed')))
      expect(name).toBe(`_${input}`)
    for (const [, name] of where(({ must }) => must === 'neutralised'))
      expect(name).not.toMatch(/[*?|]/)
  })

  it.skipIf(vectors.length === 0)('stays legible, and what it does when opened is known', () => {
    for (const [input, name] of where(({ must }) => must === 'kept'))
      expect(name).toBe(input.toWellFormed())
    for (const [, name] of where(({ warn }) =>
      warn.some((each) => each === 'dangerous-type' || each === 'active-content'),
    ))
      expect(fileDanger(name)).toBeDefined()
  })
})
