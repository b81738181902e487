import type { Absence, HandOverItem } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { DeadlineChip } from '../../features/conversations/deadline-chip.tsx'
import { useUsers } from '../../features/users/user-queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import styles from './hand-over.module.css'
import { MailName } from './mail-name.tsx'

type GiveRowProps = {
  item: HandOverItem
  absence: Absence
  receiverId: string | null
  busy: boolean
  onChoose: (id: string | null) => void
  onGive: (assigneeId: string) => void
}

export function GiveRow({ item, absence, receiverId, busy, onChoose, onGive }: GiveRowProps) {
  const { t } = useLingui()
  const users = useUsers()
  const { conversation, why, proposedId, eligibleIds } = item
  const whys: Record<HandOverItem['why'], string> = {
    substitute: t`Stands in`,
    leastLoaded: t`Has least to do`,
    nobody: t`Nobody who is there works on this mail.`,
  }
  const eligible = users.filter(({ id }) => eligibleIds.includes(id) && id !== absence.userId)
  const name = conversation.reference ?? conversation.subject
  return (
    <li className={card.row}>
      <MailName conversation={conversation} />
      <span className={styles.level}>
        {conversation.status === 'waiting' && <Badge tone="neutral">{t`Waiting`}</Badge>}
        <DeadlineChip due={conversation} />
      </span>
      <span className={styles.receiver}>
        <Select
          label={<span className="visually-hidden">{t`Who gets ${name}`}</span>}
          hint={receiverId === proposedId ? whys[why] : undefined}
          value={receiverId ?? ''}
          onChange={({ target: { value } }) => onChoose(value === '' ? null : value)}
        >
          <option value="">{t`Stays`}</option>
          {eligible.map((user) => (
            <option key={user.id} value={user.id}>
              {user.name}
            </option>
          ))}
        </Select>
      </span>
      <Button
        size="small"
        disabled={receiverId === null || busy}
        aria-label={t`Hand over ${name}`}
        onClick={() => receiverId !== null && onGive(receiverId)}
      >
        {t`Hand over`}
      </Button>
    </li>
  )
}
