import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CalendarPlus, X } from 'lucide-react'
import { dayAndMonth } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { LevelIcon } from '../../ui/level-icon.tsx'
import styles from './deadline-bar.module.css'
import { shownDeadline } from './deadline-text.ts'

type DeadlineBarProps = {
  conversation: Conversation
  onMove: (anchor: Element) => void
  onRemove: () => void
}

/** The deadline of the open mail as a level between its reception and its end. */
export function DeadlineBar({ conversation, onMove, onRemove }: DeadlineBarProps) {
  const { t } = useLingui()
  const now = useNow()
  const shown = shownDeadline(conversation, now)
  if (!shown || conversation.dueAt === null) return null
  const running = shown.level !== 'done' && shown.level !== 'pause'
  const received = dayAndMonth(new Date(conversation.receivedAt), now)
  const due = dayAndMonth(new Date(Date.parse(conversation.dueAt) - 1), now)
  return (
    <div
      className={classNames(styles.bar, styles[shown.level])}
      role="group"
      aria-label={t`Deadline`}
    >
      <div className={styles.top}>
        <LevelIcon level={shown.level} share={shown.share} />
        <b title={shown.title}>{shown.sentence}</b>
        {running && (
          <span>{shown.level === 'over' ? t`${shown.left} late` : t`${shown.left} left`}</span>
        )}
        <span className={styles.actions}>
          <Button variant="ghost" size="small" onClick={(event) => onMove(event.currentTarget)}>
            <CalendarPlus /> {t`Move`}
          </Button>
          <Button variant="ghost" size="small" onClick={onRemove}>
            <X /> {t`Remove`}
          </Button>
        </span>
      </div>
      <div className={styles.track} aria-hidden="true">
        <i style={{ width: `${Math.round(shown.share * 100)}%` }} />
        <s className={styles.past} style={{ left: '1%' }} />
        <s className={shown.level === 'over' ? styles.past : undefined} style={{ left: '99%' }} />
      </div>
      <div className={styles.legend}>
        <span>{t`Received ${received}`}</span>
        <span>{t`Due ${due}`}</span>
      </div>
    </div>
  )
}
