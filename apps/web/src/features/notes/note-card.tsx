import type { Mention } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Lock } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { dateAndTime, fullDate } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { noteParts } from './mention-text.ts'
import styles from './note-card.module.css'

export type NoteCardProps = {
  id: string
  author: string
  text: string
  mentions?: readonly Mention[] | undefined
  at: string
  editedAt?: string | undefined
  /** What it was written for, after the author. */
  credit?: ReactNode
  /** What its author can do with it. */
  tools?: ReactNode
}

/** An internal note: yellow, locked, never sent. */
export function NoteCard(props: NoteCardProps) {
  const { id, author, text, mentions = [], at, editedAt, credit, tools } = props
  const { t } = useLingui()
  const now = useNow()
  const written = new Date(at)
  return (
    <article id={`note-${id}`} ref={useShownByHash(id)} tabIndex={-1} className={styles.note}>
      <Avatar name={author} />
      <div className={styles.content}>
        <header className={styles.head}>
          <span>
            <b>{author}</b>
            {credit}
          </span>
          <span className={styles.mark}>
            <Lock /> {t`Internal note`}
          </span>
          <time className={styles.when} dateTime={at} title={fullDate(written)}>
            {dateAndTime(written, now)}
          </time>
          {editedAt !== undefined && (
            <span className={styles.when} title={fullDate(new Date(editedAt))}>
              {t({ message: 'changed', context: 'a note' })}
            </span>
          )}
          {tools && <span className={styles.tools}>{tools}</span>}
        </header>
        <p className={styles.text}>
          {noteParts(text, mentions).map(({ text: part, mention }, index) =>
            mention ? (
              // oxlint-disable-next-line react/no-array-index-key -- a note is shown anew as a whole
              <span key={index} className={styles.mention}>
                {part}
              </span>
            ) : (
              part
            ),
          )}
        </p>
      </div>
    </article>
  )
}

/** A link that names the note leads to it. */
function useShownByHash(id: string) {
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    if (location.hash !== `#note-${id}`) return
    ref.current?.scrollIntoView({ block: 'center' })
    ref.current?.focus({ preventScroll: true })
  }, [id])
  return ref
}
