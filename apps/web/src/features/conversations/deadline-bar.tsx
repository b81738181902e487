import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CalendarPlus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { dayAndMonth } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { LevelIcon } from '../../ui/level-icon.tsx'
import styles from './deadline-bar.module.css'
import { shownDeadline } from './deadline-text.ts'
import { deadlineTrack } from './deadline-track.ts'

type DeadlineBarProps = {
  conversation: ConversationDetail
  onMove: (anchor: Element) => void
  onRemove: () => void
  /** What else can be done with the clock. */
  actions?: ReactNode
  /** The deadlines one by one. */
  children?: ReactNode
}

/** The deadlines of the open mail as a level between its reception and the last of them. */
export function DeadlineBar(props: DeadlineBarProps) {
  const { conversation, onMove, onRemove, actions, children } = props
  const { t } = useLingui()
  const now = useNow()
  const shown = shownDeadline(conversation, now)
  if (!shown || conversation.dueAt === null) return null
  const running = shown.level !== 'done' && shown.level !== 'pause'
  const received = dayAndMonth(new Date(conversation.receivedAt), now)
  const due = dayAndMonth(new Date(Date.parse(conversation.dueAt) - 1), now)
  const track = deadlineTrack(conversation, shown.share, now)
  const isOfPolicy = conversation.deadlines.some(({ policyId }) => policyId !== null)
  const isByHand = conversation.deadlines.some((deadline) => deadline.isByHand)
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
            <CalendarPlus /> {t`Extend`}
          </Button>
          {actions}
          {(isByHand || !isOfPolicy) && (
            <Button variant="ghost" size="small" onClick={onRemove}>
              <X /> {isOfPolicy ? t`Back to the policy` : t`Remove`}
            </Button>
          )}
        </span>
      </div>
      <div className={styles.track} aria-hidden="true">
        <i style={{ width: `${Math.round(track.filled * 100)}%` }} />
        <s className={styles.past} style={{ left: '1%' }} />
        {track.marks.map(({ id, at, isPast, isLegal }) => (
          <s
            key={id}
            className={classNames(isPast && styles.past, isLegal && styles.legal)}
            style={{ left: `${1 + at * 98}%` }}
          />
        ))}
      </div>
      <div className={styles.legend}>
        <span>{t`Received ${received}`}</span>
        <span>{t`Due ${due}`}</span>
      </div>
      {children}
    </div>
  )
}
