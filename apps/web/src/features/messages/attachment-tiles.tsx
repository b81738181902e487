import { type Attachment, getAttachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Download, File, FileImage, FileSpreadsheet, FileText, FileArchive } from 'lucide-react'
import { urlOf } from '../../call.ts'
import { fileSize } from '../../formatting/numbers.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './attachment-tiles.module.css'
import { ForwardedMessageCard } from './forwarded-message-card.tsx'
import { InvitationCard } from './invitation-card.tsx'

type AttachmentTilesProps = { messageId: string; attachments: Attachment[] }

/** The files of a message; images that its text shows are left out. */
export function AttachmentTiles({ messageId, attachments }: AttachmentTilesProps) {
  const { t } = useLingui()
  const files = attachments.filter((attachment) => !attachment.inline)
  if (files.length === 0) return null
  return (
    <>
      {files.map(({ index, card }) => (
        <Card key={index} card={card} />
      ))}
      <ul className={styles.tiles} aria-label={t`Attachments`}>
        {files.map((attachment) => (
          <li key={attachment.index}>
            <Tile messageId={messageId} attachment={attachment} />
            <Contents messageId={messageId} attachment={attachment} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Card({ card }: { card: Attachment['card'] }) {
  if (card?.kind === 'message') return <ForwardedMessageCard message={card} />
  return card?.kind === 'invitation' ? <InvitationCard invitation={card} /> : null
}

/** The files in a file. */
function Contents({ messageId, attachment: { contents, name } }: TileProps) {
  const { t } = useLingui()
  if (contents.length === 0) return null
  return (
    <ul className={styles.contents} aria-label={t`Contents of ${name}`}>
      {contents.map((file) => (
        <li key={file.index}>
          <a href={urlOf(getAttachment, { id: messageId, index: file.index })} download={file.name}>
            {file.name}
          </a>{' '}
          <span className={styles.size}>{fileSize(file.size)}</span>
        </li>
      ))}
    </ul>
  )
}

type TileProps = { messageId: string; attachment: Attachment }

function Tile({ messageId, attachment }: TileProps) {
  const { t } = useLingui()
  const { name, size, index, state, contentType, card } = attachment
  const shownName = name || t`Unnamed file`
  const content = (
    <>
      <span className={styles.picture}>{iconOf(contentType)}</span>
      <span className={styles.about}>
        <span className={styles.name}>{shownName}</span>
        <span className={styles.size}>{fileSize(size)}</span>
        {card?.kind === 'signature' && <Badge tone="neutral">{t`Signature, not checked`}</Badge>}
        {card?.kind === 'encrypted' && <Badge tone="warn">{t`Encrypted`}</Badge>}
        {state === 'blocked' && <Badge tone="danger">{t`Blocked`}</Badge>}
        {state === 'macros' && <Badge tone="warn">{t`Contains macros`}</Badge>}
      </span>
    </>
  )
  if (state === 'blocked') return <div className={styles.tile}>{content}</div>
  return (
    <a
      className={styles.tile}
      href={urlOf(getAttachment, { id: messageId, index })}
      download={shownName}
      title={t`Download ${shownName}`}
    >
      {content}
      <Download className={styles.download} aria-hidden="true" />
    </a>
  )
}

function iconOf(contentType: string) {
  if (contentType.startsWith('image/')) return <FileImage />
  if (/zip|compressed|tar/.test(contentType)) return <FileArchive />
  if (/sheet|excel|csv/.test(contentType)) return <FileSpreadsheet />
  return /pdf|text|word|document/.test(contentType) ? <FileText /> : <File />
}
