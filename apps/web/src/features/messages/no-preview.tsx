import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FileDownload } from './file-download.tsx'
import { FileFindings } from './file-findings.tsx'
import styles from './file-preview-stage.module.css'
import { FilePicture } from './file-picture.tsx'
import { useFileState } from './file-state.tsx'

/** Stands for a file that cannot be shown: why, and what can be done instead. */
export function NoPreview({ messageId, file }: { messageId: string; file: Attachment }) {
  const { t } = useLingui()
  const state = useFileState(file.state)
  const isBlocked = file.state === 'blocked'
  const isBeingChecked = file.state === 'scanning'
  return (
    <div className={styles.card}>
      <EmptyState
        picture={<FilePicture file={file} />}
        title={isBlocked || isBeingChecked ? state.text : t`This file has no preview`}
        actions={
          !isBlocked && (
            <FileDownload messageId={messageId} file={file} className={buttonClass()}>
              <Download aria-hidden="true" /> {t`Download`}
            </FileDownload>
          )
        }
      >
        {isBlocked
          ? t`It can be neither shown nor downloaded.`
          : isBeingChecked
            ? t`Its preview comes as soon as the virus scanner has seen it.`
            : t`Download it to open it on your computer.`}
        <FileFindings file={file} className={styles.finding} />
      </EmptyState>
    </div>
  )
}
