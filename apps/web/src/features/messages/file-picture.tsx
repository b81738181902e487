import type { Attachment } from '@levee/contract'
import { File, FileArchive, FileImage, FileSpreadsheet, FileText } from 'lucide-react'

/** What kind of file it is, as a picture. */
export function FilePicture({ file: { contentType } }: { file: Pick<Attachment, 'contentType'> }) {
  if (contentType.startsWith('image/')) return <FileImage aria-hidden="true" />
  if (/zip|compressed|tar/.test(contentType)) return <FileArchive aria-hidden="true" />
  if (/sheet|excel|csv/.test(contentType)) return <FileSpreadsheet aria-hidden="true" />
  if (/pdf|text|word|document/.test(contentType)) return <FileText aria-hidden="true" />
  return <File aria-hidden="true" />
}
