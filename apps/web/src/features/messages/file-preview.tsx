import { Dialog } from '@base-ui/react/dialog'
import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { announce } from '../../announcer.tsx'
import { canPreview } from './can-preview.ts'
import { useFileName } from './file-name.tsx'
import { FilePreviewHead } from './file-preview-head.tsx'
import { FilePreviewStage } from './file-preview-stage.tsx'
import styles from './file-preview.module.css'
import { FileStrip } from './file-strip.tsx'
import { filePreviewQuery } from './message-queries.ts'
import { printPages } from './print-pages.ts'
import { usePreviewKeys } from './use-preview-keys.ts'
import { useZoom } from './use-zoom.ts'

type FilePreviewProps = {
  messageId: string
  files: Attachment[]
  /** Of the file that is shown. */
  index: number
  onShow: (index: number) => void
  onClose: () => void
}

/** The files of a message, one at a time over the whole window, as the server draws them. */
export function FilePreview({ files, ...props }: FilePreviewProps) {
  const at = files.findIndex(({ index }) => index === props.index)
  const file = files[at]
  return file && <OpenPreview {...props} files={files} file={file} at={at} />
}

type OpenPreviewProps = FilePreviewProps & { file: Attachment; at: number }

function OpenPreview({ messageId, files, file, at, onShow, onClose }: OpenPreviewProps) {
  const { t } = useLingui()
  const name = useFileName(file)
  const scroller = useRef<HTMLDivElement>(null)
  const [page, setPage] = useState(1)
  const zoom = useZoom(scroller)
  const isShowable = canPreview(file)
  const query = useQuery({ ...filePreviewQuery(messageId, file.index), enabled: isShowable })
  const preview = isShowable ? query.data : undefined
  const show = (next: number) => {
    const { index, name: nextName } = files[next] ?? file
    if (index === file.index) return
    const [place, count] = [next + 1, files.length]
    announce(t`${nextName}, ${place} of ${count}`)
    setPage(1)
    zoom.startOver()
    onShow(index)
  }
  const step = (by: 1 | -1) => show(at + by)
  const onKeyDown = usePreviewKeys({ scroller, zoom, step })
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          className={styles.overlay}
          aria-label={t`Preview of ${name}`}
          initialFocus={scroller}
          finalFocus={() => tileOf(messageId, file.index)}
          onKeyDown={onKeyDown}
          data-previewed
        >
          <FilePreviewHead
            messageId={messageId}
            file={file}
            page={page}
            pages={preview?.pages ?? 0}
            zoom={zoom}
            onPrint={preview && (() => void printPages(scroller.current))}
          />
          <FilePreviewStage
            messageId={messageId}
            file={file}
            query={query}
            scroller={scroller}
            zoom={zoom.factor}
            onPage={setPage}
            onPrevious={at > 0 ? () => step(-1) : undefined}
            onNext={at < files.length - 1 ? () => step(1) : undefined}
            isAlone={files.length === 1}
          />
          {files.length > 1 && (
            <FileStrip messageId={messageId} files={files} at={at} onShow={show} />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Where the focus goes back to; true: where it came from, when that file has nothing to press. */
function tileOf(messageId: string, index: number): HTMLElement | true {
  const message = document.querySelector(`[data-message="${messageId}"]`)
  return message?.querySelector<HTMLElement>(`[data-file="${index}"] :is(a, button)`) ?? true
}
