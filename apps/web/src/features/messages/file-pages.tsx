import { type Attachment, type FilePreview, getFilePage } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { urlOf } from '../../call.ts'
import { FilePage } from './file-page.tsx'
import styles from './file-preview-stage.module.css'
import { FileFindings } from './file-findings.tsx'

type FilePagesProps = { messageId: string; file: Attachment; preview: FilePreview }

/** The pages of a file, each fetched when it comes near. */
export function FilePages({ messageId, file, preview }: FilePagesProps) {
  const { t } = useLingui()
  const { pages, shownPages } = preview
  const isPicture = file.contentType.startsWith('image/')
  // most documents have pages of one shape: it keeps the place of those that are not there yet
  const [shape, setShape] = useState<number | undefined>(isPicture ? 4 / 3 : undefined)
  return (
    <div className={styles.sheets}>
      <FileFindings file={file} className={styles.warning} />
      {Array.from({ length: shownPages }, (_, at) => (
        <FilePage
          key={at}
          number={at + 1}
          src={urlOf(getFilePage, { id: messageId, index: file.index, page: at + 1 })}
          alt={isPicture ? file.name : t`Page ${at + 1}`}
          isPicture={isPicture}
          shape={shape}
          onShape={setShape}
        />
      ))}
      {shownPages < pages && (
        <p className={styles.note}>
          {t`Only pages 1 to ${shownPages} are shown. Download the file to see the rest.`}
        </p>
      )}
    </div>
  )
}
