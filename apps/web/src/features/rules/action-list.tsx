import { useLingui } from '@lingui/react/macro'
import type { RuleAction } from '@levee/domain'
import { CircleAlert, X } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { ActionAdders } from './action-adders.tsx'
import { ActionFields } from './action-fields.tsx'
import { ActionIcon } from './action-icon.tsx'
import styles from './action-list.module.css'
import type { DraftProblems } from './draft-problems.ts'
import { focusNext, openNext } from './focus-next.ts'
import { newAction, OFFERED_ACTIONS, type OfferedAction } from './new-action.ts'
import { actionLabel } from './rule-words.ts'
import { useByPointer } from './use-by-pointer.ts'

type ActionListProps = {
  actions: readonly RuleAction[]
  problems: DraftProblems
  disabled: boolean
  /** Left out: all that rules do. */
  offered?: readonly OfferedAction[]
  onChange: (actions: RuleAction[]) => void
}

/** What a rule does, in order, and what else it could do. */
export function ActionList(props: ActionListProps) {
  const { actions, problems, disabled, offered = OFFERED_ACTIONS, onChange } = props
  const remove = (index: number) => {
    onChange(actions.filter((_, at) => at !== index))
    focusNext(list.current, '[data-adders] button', 'first')
  }
  const add = (type: OfferedAction) => {
    onChange([...actions, newAction(type)])
    openNext(list.current, '[data-fields] :is(select, input, textarea)', isPointer.current)
  }
  const error = problems.get('actions')
  const list = useRef<HTMLDivElement>(null)
  const { isPointer, watch } = useByPointer()
  return (
    <div ref={list} className={styles.list} {...watch}>
      {actions.map((action, index) => (
        <ActionRow
          key={`${index} ${action.type}`}
          action={action}
          error={problemOf(problems, index)}
          disabled={disabled}
          onChange={(next) => onChange(actions.map((other, at) => (at === index ? next : other)))}
          onRemove={() => remove(index)}
        />
      ))}
      {error && <Problem text={error} />}
      {!disabled && <ActionAdders offered={offered} onAdd={add} />}
    </div>
  )
}

type ActionRowProps = {
  action: RuleAction
  error: string | undefined
  disabled: boolean
  onChange: (next: RuleAction) => void
  onRemove: () => void
}

function ActionRow({ action, error, disabled, onChange, onRemove }: ActionRowProps) {
  const { t } = useLingui()
  const name = actionLabel(action.type)
  return (
    <div role="group" aria-label={name}>
      <div className={styles.action}>
        <span className={styles.icon}>
          <ActionIcon type={action.type} />
        </span>
        <div className={styles.fields} data-fields={action.type}>
          <span>{name}</span>
          <ActionFields action={action} disabled={disabled} error={error} onChange={onChange} />
        </div>
        {!disabled && (
          <IconButton label={t`Remove: ${name}`} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </div>
      {error && <Problem text={error} />}
    </div>
  )
}

function Problem({ text }: { text: string }) {
  return (
    <p className={styles.error}>
      <CircleAlert aria-hidden="true" /> {text}
    </p>
  )
}

/** What is wrong with any member of an action. */
function problemOf(problems: DraftProblems, index: number): string | undefined {
  return [...problems].find(([path]) => `${path}.`.startsWith(`actions.${index}.`))?.[1]
}
