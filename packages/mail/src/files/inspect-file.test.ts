import { describe, expect, it } from 'vitest'
import { pdfOf } from '../testing/pdf-of.ts'
import { zipOf } from '../testing/zip-of.ts'
import { inspectFile } from './inspect-file.ts'
import { ARCHIVE_LIMITS } from './read-archive.ts'

const text = Buffer.from('x')
const kinds = async (name: string, content: Buffer) =>
  (await inspectFile({ name, content })).map(({ kind }) => kind)

describe('looking at a file', () => {
  it('finds nothing in what it seems to be', async () => {
    expect(await kinds('Plan.pdf', pdfOf(['Plan']))).toEqual([])
    expect(await kinds('notes.txt', Buffer.from('Bonjour'))).toEqual([])
    expect(await kinds('pièces.zip', zipOf([{ name: 'lettre.txt', content: text }]))).toEqual([])
    expect(await kinds('', Buffer.alloc(0))).toEqual([])
  })

  it('tells the true type of what bears another name', async () => {
    const found = await inspectFile({
      name: 'facture.pdf',
      content: zipOf([{ name: 'a', content: text }]),
    })
    expect(found).toEqual([{ kind: 'otherType', detail: 'zip' }])
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
    expect(await kinds('facture.pdf', program)).toEqual(['otherType', 'runs'])
  })

  it('tells by its name what runs, and what hides that', async () => {
    expect(await kinds('setup.exe', text)).toEqual(['runs'])
    expect(await inspectFile({ name: 'facture.pdf.exe', content: text })).toEqual([
      { kind: 'disguised', detail: '.exe' },
    ])
    expect(await kinds('\u202Efdp.exe', text)).toEqual(['disguised'])
    expect(await kinds('connexion.html', text)).toEqual(['page'])
  })

  it('finds macros in documents, old and new', async () => {
    const macros = zipOf([
      { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
      { name: 'word/vbaProject.bin', content: text },
    ])
    expect(await kinds('lettre.docx', macros)).toContain('macros')
    const ole = Buffer.concat([
      Buffer.from('D0CF11E0A1B11AE1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('_VBA_PROJECT', 'utf16le'),
    ])
    expect(await kinds('lettre.doc', ole)).toEqual(['macros'])
    expect(await kinds('lettre.docm', text)).toEqual(['macros'])
  })
})

describe('looking into an archive', () => {
  it('finds programs, also three archives deep', async () => {
    const deep = [1, 2].reduce(
      (inner, level) => zipOf([{ name: `niveau ${level}.zip`, content: inner }]),
      zipOf([{ name: 'facture.js', content: text }]),
    )
    expect(await inspectFile({ name: 'a.zip', content: deep })).toEqual([
      { kind: 'runs', detail: 'niveau 2.zip/niveau 1.zip/facture.js' },
    ])
  })

  it('says that it has not looked through all of it', async () => {
    const deep = [1, 2, 3].reduce(
      (inner, level) => zipOf([{ name: `${level}.zip`, content: inner }]),
      zipOf([{ name: 'facture.js', content: text }]),
    )
    const many = zipOf(
      Array.from({ length: ARCHIVE_LIMITS.entries + 1 }, (_, index) => ({
        name: `${index}.txt`,
        content: text,
      })),
    )
    const large = zipOf([{ name: 'a', content: text, size: ARCHIVE_LIMITS.bytes + 1 }])
    const damaged = zipOf([{ name: 'a', content: text }]).subarray(0, 40)
    for (const content of [deep, many, large, damaged])
      expect(await kinds('a.zip', content)).toEqual(['unseen'])
  })

  it('unpacks no more than an archive in it claims', async () => {
    const inner = zipOf([{ name: 'zeros', content: Buffer.alloc(50_000_000) }])
    const lying = zipOf([{ name: 'inner.zip', content: inner, size: 100 }])
    expect(await kinds('a.zip', lying)).toEqual(['unseen'])
  })

  it('tells files that need a password, and names that lead outside', async () => {
    const content = zipOf([
      { name: 'secret.doc', content: text, isEncrypted: true },
      { name: '../../etc/passwd', content: text },
      { name: '/root/.bashrc', content: text },
    ])
    expect(await inspectFile({ name: 'a.zip', content })).toEqual([
      { kind: 'encrypted', detail: 'secret.doc' },
      { kind: 'outside', detail: '../../etc/passwd' },
      { kind: 'outside', detail: '/root/.bashrc' },
    ])
  })
})
