import type { TimelineEntry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import {
  Archive,
  Clock,
  History,
  Pause,
  Play,
  ShieldAlert,
  Split,
  Tag,
  UserPlus,
} from 'lucide-react'
import { lazy, Suspense } from 'react'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { loadAdministrationTexts } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast-store.ts'
import styles from './activity-line.module.css'
import { useActivityText } from './activity-text.ts'
import { useUndoActivities } from './change-conversations.ts'
import { useDirectory } from './directory.ts'
import { RuleCredit, rulesIn } from './rule-credit.tsx'
import { isSeldom } from './seldom/is-seldom.ts'

const SeldomText = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('./seldom/seldom-text.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.SeldomText }
})

/** One thing that was done, as a single line of the thread. */
export function ActivityLine({ entry }: { entry: TimelineEntry }) {
  const { t } = useLingui()
  const { users } = useDirectory()
  const text = useActivityText()(entry)
  const now = useNow()
  const isRare = isSeldom(entry)
  if (text === null && !isRare) return null
  const actor = entry.actorId === null ? 'Levee' : (users.get(entry.actorId)?.name ?? t`Somebody`)
  return (
    <p className={entry.undone ? styles.undone : styles.line}>
      {iconOf(entry)}
      <span>
        <b>{actor}</b>{' '}
        {isRare ? (
          <Suspense fallback={text}>
            <SeldomText entry={entry} />
          </Suspense>
        ) : (
          text
        )}
        <RuleCredit rules={rulesIn(entry.after)} /> · {dateAndTime(new Date(entry.at), now)}
        {entry.undone && ` · ${t`undone`}`}
      </span>
      {entry.kind === 'movedElsewhere' && !entry.undone && <UndoMove activityId={entry.id} />}
    </p>
  )
}

/** What another mail program made of it can be taken back: nobody here was asked. */
function UndoMove({ activityId }: { activityId: string }) {
  const { t } = useLingui()
  const undo = useUndoActivities()
  const refused = (error: Error): void =>
    showToast({ text: t`This can no longer be undone: ${problemText(error)}`, tone: 'problem' })
  return (
    <Button
      variant="ghost"
      size="small"
      busy={undo.isPending}
      onClick={() => undo.mutate([activityId], { onError: refused })}
    >
      {t`Undo`}
    </Button>
  )
}

function iconOf({ kind, after = {} }: TimelineEntry) {
  if (kind === 'paused') return <Pause />
  if (kind === 'resumed') return <Play />
  if (rulesIn(after).length > 0) return <Split />
  if ('assigneeId' in after || 'teamId' in after) return <UserPlus />
  if ('tagIds' in after) return <Tag />
  if ('dueAt' in after) return <Clock />
  switch (after['status']) {
    case 'archived':
      return <Archive />
    case 'waiting':
      return <Pause />
    case 'spam':
      return <ShieldAlert />
    default:
      return <History />
  }
}
