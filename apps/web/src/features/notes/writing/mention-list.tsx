import type { Mentionable } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Building2 } from 'lucide-react'
import { dayAndMonth } from '../../../formatting/dates.ts'
import { useNow } from '../../../formatting/use-now.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { classNames } from '../../../ui/class-names.ts'
import styles from './mention-list.module.css'

type MentionListProps = {
  id: string
  people: readonly Mentionable[]
  active: number
  onPick: (person: Mentionable) => void
  onPoint: (index: number) => void
}

/** Who can be named; the field keeps the focus. Who may not see the mail is there, and says so. */
export function MentionList({ id, people, active, onPick, onPoint }: MentionListProps) {
  const { t } = useLingui()
  const hintOf = useHint()
  return (
    <div className={styles.list} role="listbox" id={id} aria-label={t`Colleagues and departments`}>
      {people.map((person, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the field
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          aria-disabled={!person.maySee}
          className={classNames(styles.line, index === active && styles.active)}
          onPointerMove={() => onPoint(index)}
          onPointerDown={(event) => event.preventDefault()} // the field keeps the focus
          onClick={() => onPick(person)}
        >
          <Avatar
            name={person.name}
            size={20}
            {...(person.type === 'team' && { icon: <Building2 /> })}
          />
          <span>{person.name}</span>
          <span className={styles.hint}>{hintOf(person)}</span>
        </div>
      ))}
    </div>
  )
}

function useHint(): (person: Mentionable) => string {
  const { t } = useLingui()
  const now = useNow()
  return ({ type, maySee, awayUntil }) => {
    if (!maySee) return t`may not see this mail`
    if (awayUntil === null) return type === 'team' ? t`department` : ''
    const last = dayAndMonth(new Date(`${awayUntil}T12:00:00Z`), now)
    return t`away until ${last}`
  }
}
