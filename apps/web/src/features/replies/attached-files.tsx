import type { Upload } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { LoaderCircle, Paperclip, X } from 'lucide-react'
import { fileSize } from '../../formatting/numbers.ts'
import styles from './attached-files.module.css'

export type AttachedFile = {
  key: string
  name: string
  size: number
  upload: Upload | null
  problem: string | null
}

type AttachedFilesProps = { files: AttachedFile[]; onRemove: (key: string) => void }

/** The files that go with a reply, uploaded or on their way. */
export function AttachedFiles({ files, onRemove }: AttachedFilesProps) {
  const { t } = useLingui()
  if (files.length === 0) return null
  return (
    <ul className={styles.files} aria-label={t`Attached files`}>
      {files.map((file) => (
        <li key={file.key} className={file.problem === null ? styles.file : styles.failed}>
          {file.upload || file.problem !== null ? (
            <Paperclip />
          ) : (
            <LoaderCircle className={styles.spin} />
          )}
          <span className={styles.name}>{file.name}</span>
          <span className={styles.size}>{file.problem ?? fileSize(file.size)}</span>
          <button
            type="button"
            aria-label={t`Remove ${file.name}`}
            onClick={() => onRemove(file.key)}
          >
            <X />
          </button>
        </li>
      ))}
    </ul>
  )
}
