import type { Attachment, FilePreview } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { FileFindings } from './file-findings.tsx'
import styles from './file-preview-stage.module.css'

/** The text of a file, on paper. */
export function FileText({ file, preview }: { file: Attachment; preview: FilePreview }) {
  const { t } = useLingui()
  return (
    <div className={styles.sheets}>
      <FileFindings file={file} className={styles.warning} />
      <div className={styles.paper} data-theme="light">
        <pre className={styles.text}>{preview.text}</pre>
      </div>
      {preview.isCut && (
        <p className={styles.note}>{t`The text goes on. Download the file to see the rest.`}</p>
      )}
    </div>
  )
}
