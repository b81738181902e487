import type { ListedRule } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Copy, Ellipsis, GripVertical, Trash2, TriangleAlert } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { shortDate } from '../../formatting/dates.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { useNow } from '../../formatting/use-now.ts'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import styles from './rule-list.module.css'
import { warningText } from './warning-text.ts'

type RuleRowProps = {
  rule: ListedRule
  place: number
  last: number
  isSelected: boolean
  isChanged: boolean
  canWrite: boolean
  /** On a phone rules are read, and switched. */
  canSwitch: boolean
  /** The place that it would get where it is being dragged to. */
  target: number | null
  /** Whether another is being dragged to its place. */
  isOver: boolean
  onMove: (place: number) => void
  onDragStart: () => void
  onDragOver: () => void
  onDrop: () => void
  onDragEnd: () => void
  onSwitch: (enabled: boolean) => void
  onDuplicate: () => void
  onRemove: () => void
}

export function RuleRow(props: RuleRowProps) {
  const { rule, place, last, isSelected, isOver, canWrite, target, onMove } = props
  const { t } = useLingui()
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !canWrite || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? place - 1 : place + 1)
  }
  const isMoving = target !== null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and the menu move it too
    <li
      className={classNames(
        styles.row,
        isSelected && styles.selected,
        !rule.enabled && styles.off,
        isMoving && styles.dragged,
        isOver && styles.over,
      )}
      draggable={canWrite}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', rule.id)
        props.onDragStart()
      }}
      onDragOver={(event) => {
        event.preventDefault()
        props.onDragOver()
      }}
      onDrop={(event) => {
        event.preventDefault()
        props.onDrop()
      }}
      onDragEnd={props.onDragEnd}
    >
      <span className={styles.grip} aria-hidden="true">
        {canWrite && <GripVertical />}
      </span>
      <span className={styles.place}>{place}</span>
      <span className={styles.main}>
        <Link
          to="/rules/{-$id}"
          params={{ id: rule.id }}
          className={styles.name}
          aria-current={isSelected || undefined}
          aria-keyshortcuts={canWrite ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
          draggable={false}
          onKeyDown={onKeyDown}
        >
          {rule.name}
        </Link>
        {isMoving && target !== place ? (
          <span className={styles.target}>{t`becomes number ${target}`}</span>
        ) : (
          <RowState rule={rule} isChanged={props.isChanged} />
        )}
        {rule.warnings.map((warning) => (
          <span key={`${warning.reason} ${warning.evidence}`} className={styles.warning}>
            <TriangleAlert aria-hidden="true" /> {warningText(warning)}
          </span>
        ))}
      </span>
      {canWrite && (
        <Menu
          trigger={
            <IconButton label={t`More about ${rule.name}`} className={styles.more}>
              <Ellipsis />
            </IconButton>
          }
          entries={[
            { type: 'action', label: t`Duplicate`, icon: <Copy />, onSelect: props.onDuplicate },
            { type: 'action', label: t`Delete`, icon: <Trash2 />, onSelect: props.onRemove },
            { type: 'separator' },
            {
              type: 'choice',
              label: t`Move to…`,
              value: String(place),
              options: Array.from({ length: last }, (_, index) => ({
                value: String(index + 1),
                label: t`Number ${index + 1}`,
              })),
              onChange: (value) => onMove(Number(value)),
            },
          ]}
        />
      )}
      {props.canSwitch ? (
        <Toggle checked={rule.enabled} onChange={props.onSwitch}>
          <span className="visually-hidden">{rule.name}</span>
        </Toggle>
      ) : (
        !rule.enabled && <span className={styles.state}>{t`Off`}</span>
      )}
    </li>
  )
}

function RowState({ rule, isChanged }: { rule: ListedRule; isChanged: boolean }) {
  const { t } = useLingui()
  const now = useNow()
  if (isChanged) return <span className={styles.changed}>{t`Changed, not published`}</span>
  if (rule.lastHitAt === null) return <span className={styles.state}>{t`No mail in 30 days`}</span>
  const count = wholeNumber(rule.hits)
  const when = shortDate(new Date(rule.lastHitAt), now)
  return <span className={styles.state}>{t`${count} in 30 d · last ${when}`}</span>
}
