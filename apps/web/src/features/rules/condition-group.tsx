import { useLingui } from '@lingui/react/macro'
import { groupOf, type RuleComparison, type RuleCondition, type RuleField } from '@levee/domain'
import { Brackets, Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ComparisonRow } from './comparison-row.tsx'
import type { DraftProblems } from './draft-problems.ts'
import {
  type ConditionPlace,
  type GroupType,
  groupWith,
  newComparison,
  type RuleGroup,
} from './edit-conditions.ts'
import { FieldMenu } from './field-menu.tsx'
import { focusNext, openNext, VALUE_OF_CONDITION } from './focus-next.ts'
import { RuleSelect } from './rule-select.tsx'
import styles from './condition.module.css'
import { useByPointer } from './use-by-pointer.ts'

export type ConditionProps = {
  /** Where the server names what is wrong with it. */
  path: string
  place: ConditionPlace
  problems: DraftProblems
  disabled: boolean
  onChange: (place: ConditionPlace, next: RuleCondition | null) => void
  /** Not for the outermost group, which stays. */
  onRemove?: () => void
}

/** Conditions of which all, one or none are to hold; in it other groups. */
export function ConditionGroup(props: ConditionProps & { group: RuleGroup }) {
  const { group, path, place, problems, disabled, onChange, onRemove } = props
  const { t } = useLingui()
  const [type, items] = groupOf(group)
  const join = type === 'all' ? t`and` : t`or`
  const added = useRef<HTMLFieldSetElement>(null)
  const { isPointer, watch } = useByPointer()
  const add = (field: RuleField, within: (added: RuleComparison) => RuleCondition) => {
    onChange(place, groupWith(type, [...items, within(newComparison(field))]))
    openNext(added.current, VALUE_OF_CONDITION, isPointer.current)
  }
  const ends: Record<GroupType, string> = {
    all: t`are met`,
    any: t`of the conditions`,
    none: t`of the conditions`,
  }
  return (
    <fieldset ref={added} className={styles.group}>
      <legend className="visually-hidden">{t`Group of conditions`}</legend>
      <div className={styles.groupHead}>
        <RuleSelect
          label={t`How many are to hold`}
          value={type}
          options={[
            { value: 'all', label: t`All conditions` },
            { value: 'any', label: t`At least one` },
            { value: 'none', label: t`None` },
          ]}
          onChange={(next) => onChange(place, groupWith(typeNamed(next), items))}
          disabled={disabled}
        />
        <span>{ends[type]}</span>
        {onRemove && !disabled && (
          <IconButton label={t`Remove the group`} className={styles.end} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </div>
      {items.map((item, index) => {
        const below = {
          path: `${path}.${type}.${index}`,
          place: [...place, index],
          problems,
          disabled,
          onChange,
          onRemove: () => {
            onChange([...place, index], null)
            focusNext(added.current, ':scope > [data-adders] > button', 'first')
          },
        }
        return (
          <div key={below.path} className={styles.line}>
            <span className={styles.join}>{index > 0 && join}</span>
            {'field' in item ? (
              <ComparisonRow {...below} comparison={item} />
            ) : (
              <ConditionGroup {...below} group={item} />
            )}
          </div>
        )
      })}
      {!disabled && (
        <div className={styles.adders} data-adders {...watch}>
          <FieldMenu
            trigger={
              <Button variant="ghost" size="small">
                <Plus /> {t`Condition`}
              </Button>
            }
            onChoose={(field) => add(field, (condition) => condition)}
          />
          {place.length < 2 && (
            <FieldMenu
              trigger={
                <Button variant="ghost" size="small">
                  <Brackets /> {t`Group`}
                </Button>
              }
              onChoose={(field) => add(field, (condition) => ({ any: [condition] }))}
            />
          )}
        </div>
      )}
    </fieldset>
  )
}

function typeNamed(name: string): GroupType {
  return name === 'any' || name === 'none' ? name : 'all'
}
