import type { CheckNote } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Check, Info, TriangleAlert } from 'lucide-react'
import { classNames } from '../../ui/class-names.ts'
import styles from './check-notes.module.css'

type CheckNotesProps = { title: string; notes: readonly CheckNote[] }

/** What a check found besides whether it works: each in a sentence, with what to do about it. */
export function CheckNotes({ title, notes }: CheckNotesProps) {
  if (notes.length === 0) return null
  return (
    <section className={styles.notes} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <ul className={styles.list}>
        {notes.map((note) => (
          <li key={note.topic} className={styles.note}>
            <Mark tone={note.tone} />
            <div>
              <b>{note.title}</b>
              <p className={styles.message}>{note.message}</p>
              {note.fix !== undefined && (
                <p className={classNames(styles.fix, note.tone === 'warn' && styles.urgent)}>
                  {note.fix}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mark({ tone }: Pick<CheckNote, 'tone'>) {
  const { t } = useLingui()
  return (
    <span className={classNames(styles.mark, styles[tone])}>
      {tone === 'good' && <Check aria-label={t`Good`} />}
      {tone === 'info' && <Info aria-label={t`To know`} />}
      {tone === 'warn' && <TriangleAlert aria-label={t`To mend`} />}
    </span>
  )
}
