import { useLingui } from '@lingui/react/macro'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { dateAndTime, fullDate } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Avatar } from '../../ui/avatar.tsx'
import styles from './note-card.module.css'

type NoteCardProps = {
  author: string
  text: string
  at: string
  /** What it was written for, after the author. */
  credit?: ReactNode
}

/** An internal note: yellow, locked, never sent. */
export function NoteCard({ author, text, at, credit }: NoteCardProps) {
  const { t } = useLingui()
  const now = useNow()
  const written = new Date(at)
  return (
    <article className={styles.note}>
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
        </header>
        <p className={styles.text}>{text}</p>
      </div>
    </article>
  )
}
