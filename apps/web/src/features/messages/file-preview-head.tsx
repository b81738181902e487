import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Download, Printer, X, ZoomIn, ZoomOut } from 'lucide-react'
import { Dialog } from '@base-ui/react/dialog'
import { fileSize, percent } from '../../formatting/numbers.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { FileDownload } from './file-download.tsx'
import { FileName } from './file-name.tsx'
import styles from './file-preview-head.module.css'
import { FileStateBadge } from './file-state.tsx'
import type { Zoom } from './use-zoom.ts'

type FilePreviewHeadProps = {
  messageId: string
  file: Attachment
  page: number
  /** 0 while it is not known, or where there are none. */
  pages: number
  zoom: Zoom
  /** Absent while there is nothing to print. */
  onPrint: (() => void) | undefined
}

/** What is shown, how large, and what can be done with it. */
export function FilePreviewHead(props: FilePreviewHeadProps) {
  const { messageId, file, page, pages, zoom, onPrint } = props
  const { t } = useLingui()
  return (
    <>
      <header className={styles.about}>
        <h2 className={styles.name}>
          <FileName file={file} className={styles.nameText} />
        </h2>
        <p className={styles.meta}>
          {fileSize(file.size)}
          {pages > 1 && ` · ${t`page ${page} of ${pages}`}`}
        </p>
        <FileStateBadge state={file.state} />
      </header>
      {onPrint && <ZoomButtons zoom={zoom} />}
      <div className={styles.actions}>
        {onPrint && (
          <IconButton label={t`Print`} className={styles.tool} onClick={onPrint}>
            <Printer />
          </IconButton>
        )}
        {file.state !== 'blocked' && (
          <FileDownload messageId={messageId} file={file} className={styles.tool} isIcon>
            <Download />
          </FileDownload>
        )}
        <Dialog.Close
          render={<IconButton label={t`Close`} shortcut="Esc" className={styles.tool} />}
        >
          <X />
        </Dialog.Close>
      </div>
    </>
  )
}

function ZoomButtons({ zoom: { factor, zoomIn, zoomOut, reset } }: { zoom: Zoom }) {
  const { t } = useLingui()
  const size = percent(factor)
  return (
    <div className={styles.zoom}>
      <IconButton
        label={t`Zoom out`}
        shortcut="-"
        className={styles.tool}
        aria-disabled={!zoomOut}
        onClick={zoomOut}
      >
        <ZoomOut />
      </IconButton>
      <button type="button" className={styles.factor} aria-label={t`Zoom: ${size}`} onClick={reset}>
        {size}
      </button>
      <IconButton
        label={t`Zoom in`}
        shortcut="+"
        className={styles.tool}
        aria-disabled={!zoomIn}
        onClick={zoomIn}
      >
        <ZoomIn />
      </IconButton>
    </div>
  )
}
