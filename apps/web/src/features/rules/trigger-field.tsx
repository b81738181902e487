import { useLingui } from '@lingui/react/macro'
import { CHANGED_PROPERTIES, type RuleTrigger } from '@levee/domain'
import condition from './condition.module.css'
import { RuleSelect } from './rule-select.tsx'
import { propertyLabel } from './rule-words.ts'
import styles from './rule-editor.module.css'

type TriggerFieldProps = {
  trigger: RuleTrigger
  disabled: boolean
  onChange: (trigger: RuleTrigger) => void
}

const triggers: Readonly<Record<string, RuleTrigger>> = {
  any: { type: 'messageArrives', messages: 'any' },
  new: { type: 'messageArrives', messages: 'new' },
  reply: { type: 'messageArrives', messages: 'reply' },
  changes: { type: 'conversationChanges', property: 'any' },
  unansweredFor: { type: 'timePasses', reason: 'unansweredFor', minutes: 960, working: true },
  dueIn: { type: 'timePasses', reason: 'dueIn', minutes: 480, working: true },
}

/** When a rule is looked at. */
export function TriggerField({ trigger, disabled, onChange }: TriggerFieldProps) {
  const { t } = useLingui()
  return (
    <div className={styles.trigger}>
      <RuleSelect
        label={t`When`}
        value={keyOf(trigger)}
        options={[
          { value: 'any', label: t`a mail arrives` },
          { value: 'new', label: t`new mail arrives` },
          { value: 'reply', label: t`an answer arrives` },
          { value: 'changes', label: t`a mail changes` },
          { value: 'unansweredFor', label: t`a mail stays unanswered` },
          { value: 'dueIn', label: t`a deadline comes near` },
        ]}
        onChange={(key) => onChange(triggers[key] ?? trigger)}
        disabled={disabled}
      />
      {trigger.type === 'conversationChanges' && (
        <RuleSelect
          label={t`What changes`}
          value={trigger.property}
          options={(['any', ...CHANGED_PROPERTIES] as const).map((value) => ({
            value,
            label: propertyLabel(value),
          }))}
          onChange={(next) => {
            const property = CHANGED_PROPERTIES.find((each) => each === next) ?? 'any'
            onChange({ type: 'conversationChanges', property })
          }}
          disabled={disabled}
        />
      )}
      {trigger.type === 'timePasses' && (
        <>
          <input
            className={condition.input}
            type="number"
            min={0}
            aria-label={t`Hours`}
            value={trigger.minutes / 60}
            disabled={disabled}
            onChange={({ target }) =>
              onChange({ ...trigger, minutes: Math.round(Number(target.value) * 60) })
            }
          />
          <RuleSelect
            label={t`Which hours count`}
            value={String(trigger.working)}
            options={[
              { value: 'true', label: t`working hours` },
              { value: 'false', label: t`hours` },
            ]}
            onChange={(next) => onChange({ ...trigger, working: next === 'true' })}
            disabled={disabled}
          />
        </>
      )}
    </div>
  )
}

function keyOf(trigger: RuleTrigger): string {
  if (trigger.type === 'messageArrives') return trigger.messages
  return trigger.type === 'timePasses' ? trigger.reason : 'changes'
}
