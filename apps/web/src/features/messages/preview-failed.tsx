import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Download, RefreshCw } from 'lucide-react'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { BrokenLinePicture } from '../../ui/pictures.tsx'
import { FileDownload } from './file-download.tsx'
import styles from './file-preview-stage.module.css'

type PreviewFailedProps = {
  messageId: string
  file: Attachment
  error: Error
  onRetry: () => void
}

/** Why there is no preview although there should be one, and the ways out. */
export function PreviewFailed({ messageId, file, error, onRetry }: PreviewFailedProps) {
  const { t } = useLingui()
  const isBlocked = hasStatus(error, 403)
  const isUnreadable = hasStatus(error, 404)
  const isUnchecked = hasStatus(error, 503)
  const reason = isBlocked
    ? t`It can be neither shown nor downloaded.`
    : isUnreadable
      ? t`It may be damaged or protected by a password.`
      : isUnchecked
        ? t`The virus scanner does not answer. Try again in a moment.`
        : problemText(error)
  return (
    <div className={styles.card} role="alert">
      <EmptyState
        picture={<BrokenLinePicture />}
        title={isBlocked ? t`Blocked` : t`This file could not be shown`}
        actions={
          <>
            {!isBlocked && !isUnreadable && (
              <Button variant="primary" onClick={onRetry}>
                <RefreshCw /> {t`Try again`}
              </Button>
            )}
            {!isBlocked && !isUnchecked && (
              <FileDownload messageId={messageId} file={file} className={buttonClass()}>
                <Download aria-hidden="true" /> {t`Download`}
              </FileDownload>
            )}
          </>
        }
      >
        {reason}
      </EmptyState>
    </div>
  )
}
