import { fileDanger, type FileFinding } from '@levee/domain'
import { fileTypeFromBuffer } from 'file-type'
import { readArchive } from './read-archive.ts'

/** A file that came with a message, decoded. */
export type FileToInspect = { name: string; content: Buffer }

/** Types that run when they are opened, by what `file-type` calls them. */
const PROGRAMS = new Set(['exe', 'elf', 'macho', 'lnk', 'dmg', 'apk', 'jar', 'deb', 'rpm'])
/** Types that a name with this end may have; other names promise nothing. */
const PROMISED: Record<string, string[]> = {
  pdf: ['pdf'],
  png: ['png', 'apng'],
  jpg: ['jpg'],
  jpeg: ['jpg'],
  gif: ['gif'],
  webp: ['webp'],
  docx: ['docx', 'zip', 'cfb'], // with a password they are a CFB
  xlsx: ['xlsx', 'zip', 'cfb'],
  pptx: ['pptx', 'zip', 'cfb'],
  doc: ['cfb', 'docx', 'rtf'],
  xls: ['cfb', 'xlsx'],
  odt: ['odt', 'zip'],
  ods: ['ods', 'zip'],
  zip: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'jar', 'epub', '3mf'],
  txt: [],
  csv: [],
}
const ZIPPED = /^(?:zip|jar|docx|xlsx|pptx|docm|xlsm|pptm|odt|ods|odp)$/
const OLE_MACROS = Buffer.from('_VBA_PROJECT', 'utf16le')
const MOST_FINDINGS = 10 // of a kind: an archive may hold a thousand programs

/** What speaks against a file: its name, its true type by its bytes, what is in it when it is an archive. */
export async function inspectFile({ name, content }: FileToInspect): Promise<FileFinding[]> {
  const findings = nameFindings(name)
  const type = (await fileTypeFromBuffer(content))?.ext
  if (type === undefined) return findings
  const promised = PROMISED[/\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '']
  if (promised && !promised.includes(type)) findings.push({ kind: 'otherType', detail: type })
  if (PROGRAMS.has(type) && !has(findings, 'runs')) findings.push({ kind: 'runs', detail: type })
  if (type === 'cfb' && content.includes(OLE_MACROS))
    findings.push({ kind: 'macros', detail: name })
  if (ZIPPED.test(type)) findings.push(...(await archiveFindings(content, type)))
  return firstOf('macros', findings)
}

function nameFindings(name: string): FileFinding[] {
  const danger = fileDanger(name)
  if (danger === undefined) return []
  return [
    { kind: danger, detail: danger === 'macros' ? name : (/\.[^.]*$/.exec(name)?.[0] ?? name) },
  ]
}

async function archiveFindings(content: Buffer, type: string): Promise<FileFinding[]> {
  const archive = await readArchive(content).catch(() => undefined)
  if (!archive) return [{ kind: 'unseen', detail: type }] // damaged
  const isDocument = type !== 'zip'
  const of = (kind: FileFinding['kind'], isOne: (path: string) => boolean): FileFinding[] =>
    archive.files
      .filter(({ path }) => isOne(path))
      .slice(0, MOST_FINDINGS)
      .map(({ path }) => ({ kind, detail: path }))
  const encrypted = archive.files.find(({ isEncrypted }) => isEncrypted)
  const outside = archive.files.filter(({ isOutside }) => isOutside)
  return [
    ...of('macros', (path) => /(?:^|\/)vbaProject\.bin$/i.test(path)),
    ...(isDocument ? [] : of('runs', (path) => fileDanger(path) === 'runs')),
    ...of('disguised', (path) => !isDocument && fileDanger(path) === 'disguised'),
    ...(encrypted ? [{ kind: 'encrypted' as const, detail: encrypted.path }] : []),
    ...outside
      .slice(0, MOST_FINDINGS)
      .map(({ path }) => ({ kind: 'outside' as const, detail: path })),
    ...(archive.isComplete || isDocument ? [] : [{ kind: 'unseen' as const, detail: type }]),
  ]
}

/** They are found by the name of a document and by what is in it. */
function firstOf(kind: FileFinding['kind'], findings: FileFinding[]): FileFinding[] {
  const first = findings.find((finding) => finding.kind === kind)
  return findings.filter((finding) => finding.kind !== kind || finding === first)
}

function has(findings: readonly FileFinding[], kind: FileFinding['kind']): boolean {
  return findings.some((finding) => finding.kind === kind)
}
