import { useLingui } from '@lingui/react/macro'
import { Paperclip, X } from 'lucide-react'
import { fileSize } from '../../formatting/numbers.ts'
import styles from './attached-files.module.css'
import type { AttachedFile } from './use-attached-files.ts'

type AttachedFilesProps = { files: readonly AttachedFile[]; onRemove: (key: string) => void }

/** The files that go with a mail, uploaded, on their way or refused. */
export function AttachedFiles({ files, onRemove }: AttachedFilesProps) {
  const { t } = useLingui()
  if (files.length === 0) return null
  return (
    <ul className={styles.files} aria-label={t`Attached files`}>
      {files.map((file) => (
        <li key={file.key} className={file.problem === null ? styles.file : styles.failed}>
          <Paperclip aria-hidden="true" />
          <span className={styles.name}>{file.name}</span>
          <span className={styles.size}>{file.problem ?? fileSize(file.size)}</span>
          <button
            type="button"
            aria-label={isDone(file) ? t`Remove ${file.name}` : t`Stop the upload of ${file.name}`}
            onClick={() => onRemove(file.key)}
          >
            <X />
          </button>
          {!isDone(file) && (
            <progress
              className={styles.progress}
              value={file.progress}
              aria-label={t`Upload of ${file.name}`}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function isDone({ upload, problem }: AttachedFile): boolean {
  return upload !== null || problem !== null
}
