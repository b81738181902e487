import type { HandedOver } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { DeadlineChip } from '../../features/conversations/deadline-chip.tsx'
import { useUsers } from '../../features/users/user-queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import { MailName } from './mail-name.tsx'

type MeanwhileRowProps = { row: HandedOver; busy: boolean; onTakeBack: () => void }

export function MeanwhileRow({ row, busy, onTakeBack }: MeanwhileRowProps) {
  const { t } = useLingui()
  const users = useUsers()
  const { conversation, incoming, replies, notes, canTakeBack } = row
  const { status, assigneeId, reference, subject } = conversation
  const owner = users.find(({ id }) => id === assigneeId)?.name ?? t`with nobody`
  const statuses: Partial<Record<typeof status, string>> = {
    waiting: t`Waiting`,
    answered: t`Answered`,
    archived: t`Archived`,
    spam: t`Spam`,
  }
  const happened = [
    incoming > 0 && plural(incoming, { one: '# new message', other: '# new messages' }),
    replies > 0 && plural(replies, { one: '# reply', other: '# replies' }),
    notes > 0 && plural(notes, { one: '# note', other: '# notes' }),
  ].filter((part) => part !== false)
  const name = reference ?? subject
  return (
    <li className={card.row}>
      <MailName conversation={conversation} />
      <span className={card.muted}>
        {[owner, ...(happened.length > 0 ? happened : [t`nothing new`])].join(' · ')}
      </span>
      {status === 'open' ? (
        <DeadlineChip due={conversation} />
      ) : (
        <Badge tone={status === 'answered' ? 'ok' : 'neutral'}>{statuses[status]}</Badge>
      )}
      {canTakeBack && (
        <Button size="small" disabled={busy} aria-label={t`Give back ${name}`} onClick={onTakeBack}>
          {t`Give back`}
        </Button>
      )}
    </li>
  )
}
