import { useLingui } from '@lingui/react/macro'
import type { RuleAction } from '@levee/domain'
import { CircleAlert, Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { ActionFields } from './action-fields.tsx'
import { ActionIcon } from './action-icon.tsx'
import styles from './action-list.module.css'
import type { DraftProblems } from './draft-problems.ts'
import { focusNext } from './focus-next.ts'
import { newAction, OFFERED_ACTIONS, type OfferedAction } from './new-action.ts'
import { actionLabel } from './rule-words.ts'

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
  const { t } = useLingui()
  const remove = (index: number) => {
    onChange(actions.filter((_, at) => at !== index))
    focusNext(list.current, ':scope > button', 'last')
  }
  const add = (type: OfferedAction) => {
    onChange([...actions, newAction(type)])
    focusNext(list.current, '[data-fields] :is(select, input, textarea)', 'last')
  }
  const error = problems.get('actions')
  const list = useRef<HTMLDivElement>(null)
  return (
    <div ref={list} className={styles.list}>
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
      {!disabled && (
        <Menu
          align="start"
          returnsFocus={false}
          trigger={
            <Button variant="ghost" size="small">
              <Plus /> {t`Add an action`}
            </Button>
          }
          entries={offered.map((type) => ({
            type: 'action',
            label: actionLabel(type),
            icon: <ActionIcon type={type} />,
            onSelect: () => add(type),
          }))}
        />
      )}
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
