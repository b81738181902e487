import { type Attachment, getFilePage } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useLayoutEffect, useRef, useState } from 'react'
import { urlOf } from '../../call.ts'
import { canPreview } from './can-preview.ts'
import { FileName } from './file-name.tsx'
import { FilePicture } from './file-picture.tsx'
import { useFileState } from './file-state.tsx'
import styles from './file-strip.module.css'

const thumbnailWidth = 152 // px: four times its place, for zoomed screens

type FileStripProps = {
  messageId: string
  files: Attachment[]
  /** The place of the one that is shown. */
  at: number
  onShow: (at: number) => void
}

/** The files of a message in a row, to go from one to another. */
export function FileStrip({ messageId, files, at, onShow }: FileStripProps) {
  const { t } = useLingui()
  const strip = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const current = strip.current?.querySelector('[aria-current]')
    current?.scrollIntoView({ block: 'nearest', inline: 'center' })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another file is shown
  }, [at])
  return (
    <nav ref={strip} className={styles.strip} aria-label={t`Attachments`}>
      {files.map((file, place) => (
        <button
          key={file.index}
          type="button"
          className={styles.file}
          aria-current={place === at || undefined}
          onClick={() => onShow(place)}
        >
          <span className={styles.picture}>
            <Thumbnail messageId={messageId} file={file} />
          </span>
          <span className={styles.about}>
            <FileName file={file} />
            <State state={file.state} />
          </span>
        </button>
      ))}
    </nav>
  )
}

function State({ state }: { state: Attachment['state'] }) {
  const { icon, text } = useFileState(state)
  return (
    <span className={styles.state}>
      {icon}
      {text}
    </span>
  )
}

/** Its first page, small; what kind of file it is where there is none. */
function Thumbnail({ messageId, file }: { messageId: string; file: Attachment }) {
  const [failed, setFailed] = useState(false)
  if (failed || file.preview !== 'pages' || !canPreview(file)) return <FilePicture file={file} />
  return (
    <img
      src={urlOf(
        getFilePage,
        { id: messageId, index: file.index, page: 1 },
        { width: thumbnailWidth },
      )}
      alt=""
      loading="lazy"
      onError={() => setFailed(true)}
    />
  )
}
