import type { DeadlinePolicy } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { GripVertical } from 'lucide-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { lengthText } from '../../features/deadlines/explanation/length-text.ts'
import { kindText } from '../../features/deadlines/kind-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import card from '../settings/card.module.css'
import styles from './policy-list.module.css'

type PolicyRowProps = {
  policy: DeadlinePolicy
  /** 1 is tried first. */
  place: number
  /** How many there are besides the fall-back. */
  count: number
  isOver: boolean
  onMove: (position: number) => void
  onDrag: (id: string | null) => void
  onOver: (event: DragEvent) => void
  onDrop: (event: DragEvent) => void
}

/** One policy: its place, its deadlines, and the handle by which it moves. */
export function PolicyRow(props: PolicyRowProps) {
  const { policy, place, count, isOver, onMove, onDrag, onOver, onDrop } = props
  const { t } = useLingui()
  const isFallBack = policy.conditions === null
  const targets = policy.targets
    .map(({ kind, length }) => `${kindText(kind)} ${lengthText(length)}`)
    .join(' · ')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop on; the handle does the same with keys
    <li className={classNames(card.row, isOver && styles.over)} onDragOver={onOver} onDrop={onDrop}>
      {isFallBack ? (
        <span className={styles.handle} />
      ) : (
        <Handle {...{ policy, place, count, onMove, onDrag }} />
      )}
      <span className={styles.place}>{place}</span>
      <div className={card.name}>
        <span className={card.who}>
          <b>{policy.name}</b>
          <span className={card.muted}>{targets}</span>
        </span>
        {isFallBack && <Badge tone="info">{t`all other mail`}</Badge>}
      </div>
      <span className={card.muted}>{t`version ${policy.version}`}</span>
      <Link
        to="/settings/deadlines/$id"
        params={{ id: policy.id }}
        className={buttonClass({ size: 'small' })}
        aria-label={t`Edit ${policy.name}`}
      >
        {t`Edit`}
      </Link>
    </li>
  )
}

type HandleProps = Pick<PolicyRowProps, 'policy' | 'place' | 'count' | 'onMove' | 'onDrag'>

/** Drags the row; Alt with an arrow moves it by one, a click offers the places. */
function Handle({ policy, place, count, onMove, onDrag }: HandleProps) {
  const { t } = useLingui()
  const at = place - 1
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined || !event.altKey) return
    event.preventDefault()
    onMove(at + step)
  }
  const entry = (label: string, position: number, isOff: boolean) =>
    ({ type: 'action', label, disabled: isOff, onSelect: () => onMove(position) }) as const
  return (
    <span
      className={styles.handle}
      draggable
      onDragStart={() => onDrag(policy.id)}
      onDragEnd={() => onDrag(null)}
    >
      <Menu
        align="start"
        trigger={
          <IconButton
            label={t`Move ${policy.name}`}
            shortcut="⌥↑ ⌥↓"
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onKeyDown={onKeyDown}
          >
            <GripVertical />
          </IconButton>
        }
        entries={[
          entry(t`To the top`, 0, at === 0),
          entry(t`Up`, at - 1, at === 0),
          entry(t`Down`, at + 1, at >= count - 1),
          entry(t`To the bottom`, count - 1, at >= count - 1),
        ]}
      />
    </span>
  )
}
