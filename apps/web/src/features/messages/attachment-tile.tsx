import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { fileSize } from '../../formatting/numbers.ts'
import { Badge } from '../../ui/badge.tsx'
import { tooltipHandlers } from '../../ui/tooltip-store.ts'
import styles from './attachment-tile.module.css'
import { canPreview } from './can-preview.ts'
import { FileDownload } from './file-download.tsx'
import { FileFindings } from './file-findings.tsx'
import { FileName, useFileName } from './file-name.tsx'
import { FilePicture } from './file-picture.tsx'
import { FileStateLine } from './file-state.tsx'

type AttachmentTileProps = { messageId: string; file: Attachment; onPreview: () => void }

/** One file: pressed it is shown, downloaded where it cannot be shown; nothing while it is blocked. */
export function AttachmentTile({ messageId, file, onPreview }: AttachmentTileProps) {
  const { t } = useLingui()
  const name = useFileName(file)
  const about = <About file={file} />
  if (file.state === 'blocked') return <div className={styles.tile}>{about}</div>
  if (!canPreview(file)) {
    return (
      <FileDownload messageId={messageId} file={file} className={styles.tile}>
        {about}
        <Download className={styles.download} aria-hidden="true" />
      </FileDownload>
    )
  }
  return (
    <div className={styles.pair}>
      <button
        type="button"
        className={styles.tile}
        data-previews
        aria-haspopup="dialog"
        onClick={onPreview}
        {...tooltipHandlers(t`Preview of ${name}`)}
      >
        {about}
      </button>
      <FileDownload messageId={messageId} file={file} className={styles.download} isIcon>
        <Download aria-hidden="true" />
      </FileDownload>
    </div>
  )
}

function About({ file }: { file: Attachment }) {
  const { t } = useLingui()
  return (
    <>
      <span className={styles.picture}>
        <FilePicture file={file} />
      </span>
      <span className={styles.about}>
        <FileName file={file} />
        <span className={styles.size}>{fileSize(file.size)}</span>
        <FileStateLine state={file.state} />
        <FileFindings file={file} className={styles.finding} />
        {file.card?.kind === 'signature' && (
          <Badge tone="neutral">{t`Signature, not checked`}</Badge>
        )}
        {file.card?.kind === 'encrypted' && <Badge tone="warn">{t`Encrypted`}</Badge>}
      </span>
    </>
  )
}
