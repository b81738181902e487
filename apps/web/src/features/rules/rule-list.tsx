import type { ListedRule } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { announce } from '../../announcer.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './rule-list.module.css'
import { NewRuleRow } from './new-rule-row.tsx'
import { RuleRow } from './rule-row.tsx'

type RuleListProps = {
  rules: readonly ListedRule[]
  selectedId: string | null
  /** Those with changes that are not published. */
  changedIds: ReadonlySet<string>
  /** The name of the rule that is being written and is in no place yet; null: none is. */
  newName: string | null
  canWrite: boolean
  canSwitch: boolean
  onOrder: (ids: string[]) => void
  onSwitch: (rule: ListedRule, enabled: boolean) => void
  onDuplicate: (rule: ListedRule) => void
  onRemove: (rule: ListedRule) => void
}

/** The rules in the order in which they act; that is changed by dragging, or with Alt and the arrows. */
export function RuleList(props: RuleListProps) {
  const { rules, canWrite, onOrder } = props
  const { t } = useLingui()
  const [filter, setFilter] = useState('')
  const [drag, setDrag] = useState<{ from: number; over: number } | null>(null)
  const shown = rules.filter(({ name }) => folded(name).includes(folded(filter.trim())))
  const move = (from: number, to: number) => {
    const rule = rules[from]
    if (!rule || to < 0 || to >= rules.length || from === to) return
    onOrder(moved(rules, from, to).map(({ id }) => id))
    const place = to + 1
    announce(t`${rule.name}: now number ${place} of ${rules.length}.`)
  }
  const drop = () => {
    if (drag) move(drag.from, drag.over)
    setDrag(null)
  }
  return (
    <section className={styles.pane} data-part="rules" aria-label={t`Rules`}>
      <div className={styles.filter}>
        <Search aria-hidden="true" />
        <input
          aria-label={t`Filter the rules`}
          placeholder={t`Filter the rules`}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
      </div>
      <ol className={styles.list}>
        {shown.map((rule) => {
          const index = rules.indexOf(rule)
          return (
            <RuleRow
              key={rule.id}
              rule={rule}
              place={index + 1}
              last={rules.length}
              isSelected={rule.id === props.selectedId}
              isChanged={props.changedIds.has(rule.id)}
              canWrite={canWrite}
              canSwitch={props.canSwitch}
              target={drag?.from === index ? drag.over + 1 : null}
              isOver={drag !== null && drag.over === index && drag.from !== index}
              onMove={(to) => move(index, to - 1)}
              onDragStart={() => setDrag({ from: index, over: index })}
              onDragOver={() => drag && drag.over !== index && setDrag({ ...drag, over: index })}
              onDrop={drop}
              onDragEnd={() => setDrag(null)}
              onSwitch={(enabled) => props.onSwitch(rule, enabled)}
              onDuplicate={() => props.onDuplicate(rule)}
              onRemove={() => props.onRemove(rule)}
            />
          )
        })}
        {props.newName !== null && (
          <NewRuleRow
            name={props.newName}
            place={rules.length + 1}
            isSelected={props.selectedId === 'new'}
          />
        )}
      </ol>
      {shown.length === 0 && props.newName === null && (
        <p className={styles.none}>
          {rules.length === 0 ? t`No rule is published yet.` : t`No rule has such a name.`}
        </p>
      )}
      {canWrite && (
        <p className={styles.keys}>
          <Kbd>Alt ↑</Kbd> <Kbd>Alt ↓</Kbd> {t`move the rule`}
        </p>
      )}
    </section>
  )
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from)
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)]
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
