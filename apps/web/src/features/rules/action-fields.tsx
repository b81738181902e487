import { useLingui } from '@lingui/react/macro'
import type { RuleAction } from '@levee/domain'
import { Badge } from '../../ui/badge.tsx'
import condition from './condition.module.css'
import { type NamedThing, useRuleNames } from './rule-names.ts'
import { RuleSelect } from './rule-select.tsx'
import { priorityWords, statusWords } from './rule-words.ts'

type ActionFieldsProps = {
  action: RuleAction
  disabled: boolean
  error: string | undefined
  onChange: (next: RuleAction) => void
}

/** What an action is to be told. */
export function ActionFields({ action, disabled, error, onChange }: ActionFieldsProps) {
  const { t } = useLingui()
  const names = useRuleNames()
  const common = { disabled, error, placeholder: t`Choose…` }
  const choice = (label: string, value: string, things: readonly NamedThing[]) => ({
    ...common,
    label,
    value,
    options: things.map((thing) => ({ value: thing.id, label: thing.name })),
  })
  switch (action.type) {
    case 'assignTeam':
      return (
        <RuleSelect
          {...choice(t`Department`, action.teamId, names.teams)}
          onChange={(teamId) => onChange({ ...action, teamId })}
        />
      )
    case 'assignUser':
      return (
        <RuleSelect
          {...choice(t`Assignee`, action.userId, names.users)}
          onChange={(userId) => onChange({ ...action, userId })}
        />
      )
    case 'addTag':
      if ('name' in action) return <b>{action.name}</b>
      return (
        <RuleSelect
          {...choice(t({ message: 'Tag', context: 'noun' }), action.tagId, names.tags)}
          onChange={(tagId) => onChange({ ...action, tagId })}
        />
      )
    case 'sendTemplate':
      return (
        <RuleSelect
          {...choice(t`Template`, action.templateId, names.templates)}
          onChange={(templateId) => onChange({ ...action, templateId })}
        />
      )
    case 'removeTag':
      return (
        <RuleSelect
          {...choice(t({ message: 'Tag', context: 'noun' }), action.tagId, names.tags)}
          onChange={(tagId) => onChange({ ...action, tagId })}
        />
      )
    case 'setDeadlinePolicy':
      return (
        <RuleSelect
          {...choice(t`Deadline policy`, action.policyId, names.policies)}
          onChange={(policyId) => onChange({ ...action, policyId })}
        />
      )
    case 'setPriority':
    case 'setStatus':
      return <WordField {...common} action={action} onChange={onChange} />
    case 'notify':
      return <PeopleField {...common} action={action} onChange={onChange} />
    case 'addNote':
    case 'forward':
    case 'webhook':
      return <TextField {...common} action={action} onChange={onChange} />
    default:
      return null
  }
}

type Common = { disabled: boolean; error: string | undefined; onChange: (next: RuleAction) => void }
type Of<T extends RuleAction['type']> = Extract<RuleAction, { type: T }>

function WordField({
  action,
  onChange,
  ...common
}: Common & { action: Of<'setPriority' | 'setStatus'> }) {
  const { t } = useLingui()
  if (action.type === 'setPriority')
    return (
      <RuleSelect
        {...common}
        label={t`Priority`}
        value={action.priority}
        options={priorityWords()}
        onChange={(next) => {
          const priority = (['low', 'normal', 'high', 'urgent'] as const).find((p) => p === next)
          if (priority) onChange({ ...action, priority })
        }}
      />
    )
  return (
    <RuleSelect
      {...common}
      label={t`Status`}
      value={action.status}
      options={statusWords()}
      onChange={(next) => {
        const status = (['open', 'waiting', 'answered', 'archived'] as const).find(
          (each) => each === next,
        )
        if (status) onChange({ ...action, status })
      }}
    />
  )
}

/** A team or one person to be told: the lists of both in one. */
function PeopleField({
  action,
  onChange,
  ...common
}: Common & { action: Of<'notify'>; placeholder: string }) {
  const { t } = useLingui()
  const { teams, users } = useRuleNames()
  return (
    <RuleSelect
      {...common}
      label={t`Who is told`}
      value={'teamId' in action ? action.teamId : (action.userIds[0] ?? '')}
      options={[...teams, ...users].map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) =>
        onChange(
          teams.some((team) => team.id === id)
            ? { type: 'notify', teamId: id }
            : { type: 'notify', userIds: [id] },
        )
      }
    />
  )
}

function TextField({
  action,
  disabled,
  error,
  onChange,
}: Common & { action: Of<'addNote' | 'forward' | 'webhook'> }) {
  const { t } = useLingui()
  const shared = {
    className: condition.input,
    disabled,
    'aria-invalid': error !== undefined || undefined,
  }
  if (action.type === 'addNote')
    return (
      <textarea
        {...shared}
        className={condition.area}
        aria-label={t`Text of the note`}
        rows={2}
        value={action.text}
        onChange={({ target }) => onChange({ ...action, text: target.value })}
      />
    )
  return (
    <>
      <Badge tone="warn">{t`leaves the organisation`}</Badge>
      {action.type === 'forward' ? (
        <input
          {...shared}
          type="email"
          aria-label={t`Address`}
          value={action.to}
          onChange={({ target }) => onChange({ ...action, to: target.value })}
        />
      ) : (
        <input
          {...shared}
          type="url"
          aria-label={t`Address`}
          placeholder="https://"
          value={action.url}
          onChange={({ target }) => onChange({ ...action, url: target.value })}
        />
      )}
    </>
  )
}
