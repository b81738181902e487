import { type Attachment, getAttachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { urlOf } from '../../call.ts'
import { fileSize } from '../../formatting/numbers.ts'
import { loadAhead, loadPart } from '../../load-part.ts'
import { AttachmentTile } from './attachment-tile.tsx'
import styles from './attachment-tiles.module.css'
import { canPreview } from './can-preview.ts'
import { ForwardedMessageCard } from './forwarded-message-card.tsx'
import { InvitationCard } from './invitation-card.tsx'
import { usePreviewShortcut } from './use-preview-shortcut.ts'

const loadPreview = () => import('./file-preview.tsx')
const FilePreview = lazy(async () => ({ default: (await loadPart(loadPreview)).FilePreview }))

type AttachmentTilesProps = { messageId: string; attachments: Attachment[] }

/** The files of a message; images that its text shows are left out. */
export function AttachmentTiles({ messageId, attachments }: AttachmentTilesProps) {
  const { t } = useLingui()
  const [shown, setShown] = useState<number | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const files = attachments.filter((attachment) => !attachment.inline)
  const canShow = files.some(canPreview)
  usePreviewShortcut(list, canShow)
  useEffect(() => {
    if (canShow) loadAhead(loadPreview)
  }, [canShow])
  if (files.length === 0) return null
  return (
    <>
      {files.map(({ index, card }) => (
        <Card key={index} card={card} />
      ))}
      <ul ref={list} className={styles.tiles} aria-label={t`Attachments`}>
        {files.map((file) => (
          <li key={file.index} data-file={file.index}>
            <AttachmentTile
              messageId={messageId}
              file={file}
              onPreview={() => setShown(file.index)}
            />
            <Contents messageId={messageId} attachment={file} />
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {shown !== null && (
          <FilePreview
            messageId={messageId}
            files={files}
            index={shown}
            onShow={setShown}
            onClose={() => setShown(null)}
          />
        )}
      </Suspense>
    </>
  )
}

function Card({ card }: { card: Attachment['card'] }) {
  if (card?.kind === 'message') return <ForwardedMessageCard message={card} />
  return card?.kind === 'invitation' ? <InvitationCard invitation={card} /> : null
}

type ContentsProps = { messageId: string; attachment: Attachment }

/** The files in a file. */
function Contents({ messageId, attachment: { contents, name, state } }: ContentsProps) {
  const { t } = useLingui()
  if (contents.length === 0) return null
  return (
    <ul className={styles.contents} aria-label={t`Contents of ${name}`}>
      {contents.map((file) => (
        <li key={file.index}>
          {state === 'blocked' ? (
            file.name
          ) : (
            <a
              href={urlOf(getAttachment, { id: messageId, index: file.index })}
              download={file.name}
            >
              {file.name}
            </a>
          )}{' '}
          <span className={styles.size}>{fileSize(file.size)}</span>
        </li>
      ))}
    </ul>
  )
}
