import type { ConversationChange } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import {
  ArrowUp,
  Mail,
  Reply as ReplyIcon,
  Send,
  StickyNote,
  Trash2,
  TriangleAlert,
  UserPlus,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { type DescribeChange, useChangeText } from './change-text.ts'
import styles from './stale-panel.module.css'

type StalePanelProps = {
  changes: ConversationChange[]
  describe: DescribeChange
  canSend: boolean
  isSending: boolean
  onSendAnyway: () => void
  onSeen: () => void
  /** On a phone the form covers the mail: it is put away, the draft is kept. */
  onUncover: () => void
  onDiscard: () => void
}

/** What happened to the mail while it was answered: the answer leaves only after its writer knows. */
export function StalePanel(props: StalePanelProps) {
  const { t } = useLingui()
  const { changes } = props
  const [first] = changes
  const show = (change: ConversationChange | undefined) => {
    const isCovered = matchMedia('(max-width: 599px)').matches
    if (isCovered) props.onUncover()
    requestAnimationFrame(() => scrollTo(change))
  }
  return (
    <section className={styles.panel} role="alert" aria-label={t`What changed meanwhile`}>
      <header className={styles.head}>
        <TriangleAlert />
        <b>{t`This mail changed while you were writing.`}</b>
        <IconButton label={t`I have seen it, go on writing`} onClick={props.onSeen}>
          <X />
        </IconButton>
      </header>
      {changes.length === 0 && <p>{t`Look at what is new, then send.`}</p>}
      <ul className={styles.changes}>
        {changes.map((change) => (
          <li key={change.activityId}>
            <ChangeLink change={change} describe={props.describe} onShow={show} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button size="small" variant="primary" onClick={() => show(first)}>
          <ArrowUp /> {t`Review`}
        </Button>
        <Button
          size="small"
          disabled={!props.canSend}
          busy={props.isSending}
          onClick={props.onSendAnyway}
        >
          <Send /> {t`Send anyway`}
        </Button>
        <Button size="small" variant="ghost" onClick={props.onDiscard}>
          <Trash2 /> {t`Discard my reply`}
        </Button>
      </div>
    </section>
  )
}

function ChangeLink({
  change,
  describe,
  onShow,
}: {
  change: ConversationChange
  describe: DescribeChange
  onShow: (change: ConversationChange) => void
}) {
  const changeText = useChangeText(describe)
  const now = useNow()
  const what = changeText(change)
  const when = dateAndTime(new Date(change.at), now)
  return (
    <button type="button" className={styles.change} onClick={() => onShow(change)}>
      {iconOf(change)}
      <span>
        <b>{change.who ?? 'Levee'}</b> {what}
      </span>
      <time dateTime={change.at}>{when}</time>
    </button>
  )
}

function iconOf({ subjects: [subject] }: ConversationChange): ReactNode {
  switch (subject) {
    case 'mail':
      return <Mail />
    case 'reply':
      return <ReplyIcon />
    case 'note':
      return <StickyNote />
    default:
      return <UserPlus />
  }
}

/** Scrolls the thread to where it stands, else to its end, and puts the focus there. */
function scrollTo(change: ConversationChange | undefined): void {
  const last = [...document.querySelectorAll<HTMLElement>('[data-entry]')].at(-1)
  const ids = change
    ? [change.after['messageId'], change.after['noteId'], change.activityId]
    : [last?.dataset['entry']]
  for (const id of ids) {
    if (typeof id !== 'string') continue
    const entry = document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`)
    if (!entry) continue
    entry.scrollIntoView({ block: 'center' })
    entry.focus({ preventScroll: true })
    return
  }
}
