/** What can be found out about a file that came with a message. */
export type FileFindingKind =
  | 'malware' // a virus scanner knows it
  | 'macros' // a document that brings programs along
  | 'runs' // opened by a double click, it or a file in it runs
  | 'page' // a web page, which can ask for passwords
  | 'disguised' // its name makes it look like something else
  | 'otherType' // its bytes are of another type than its name says
  | 'encrypted' // nobody can look into it
  | 'unseen' // not all of it could be looked through: too large, damaged, or a trap
  | 'outside' // unpacked, a file in it would land elsewhere

/** `detail`: what was found, such as the name of a virus, of a file in an archive, the true type. */
export type FileFinding = { kind: FileFindingKind; detail: string }

export type FileState = 'notChecked' | 'scanning' | 'clean' | 'macros' | 'blocked'

/**
 * What may be done with a file once it was looked at.
 * @param isScanned whether a virus scanner has seen all of it.
 */
export function fileState(
  findings: readonly FileFinding[],
  { isScanned }: { isScanned: boolean },
): Exclude<FileState, 'scanning'> {
  const has = (kind: FileFindingKind): boolean => findings.some((finding) => finding.kind === kind)
  if (has('malware')) return 'blocked'
  if (has('macros')) return 'macros'
  return isScanned && !has('unseen') && !has('encrypted') ? 'clean' : 'notChecked'
}

/** How a file can be shown without handing it out: as drawn pages, as text, or not at all. */
export type PreviewKind = 'none' | 'pages' | 'text'

const DRAWN = /^(?:application\/pdf|image\/(?:png|jpe?g|gif|webp))$/
const DRAWN_NAME = /\.(?:pdf|png|jpe?g|gif|webp)$/i
const WORDS = /^(?:text\/(?:plain|csv|markdown|calendar|vcard)|application\/(?:json|xml))$/
const WORDS_NAME = /\.(?:txt|csv|log|md|json|xml|ics|vcf)$/i
const UNNAMED_TYPE = /^application\/(?:octet-stream|x-.*|force-download)$/

/** How a file that calls itself so can most likely be shown; its bytes decide in the end. */
export function previewKind(name: string, contentType: string): PreviewKind {
  const type = contentType.toLowerCase()
  const isUnnamed = UNNAMED_TYPE.test(type)
  if (DRAWN.test(type) || (isUnnamed && DRAWN_NAME.test(name))) return 'pages'
  if (WORDS.test(type) || (isUnnamed && WORDS_NAME.test(name))) return 'text'
  return 'none'
}
