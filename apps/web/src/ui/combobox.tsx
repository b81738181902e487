import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './combobox.module.css'
import { describedBy, FieldFrame, type FieldLabels } from './field.tsx'
import fieldStyles from './field.module.css'

type ComboboxProps = FieldLabels & {
  value: string
  options: readonly string[]
  onChange: (value: string) => void
  /** Names the field that narrows the list. */
  searchLabel: string
  /** Shown when nothing matches what was typed. */
  empty: ReactNode
}

/** One of many: a list that narrows while one types. */
export function Combobox(props: ComboboxProps) {
  const { label, hint, error, value, options, onChange, searchLabel, empty } = props
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <Base.Root
        items={options}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        limit={60} // more than that is found by typing
      >
        <Base.Trigger
          id={id}
          className={classNames(fieldStyles.control, styles.trigger)}
          aria-describedby={describedBy(id, hint, error)}
        >
          <Base.Value />
          <ChevronDown aria-hidden="true" />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className={styles.positioner} sideOffset={4}>
            <Base.Popup className={styles.popup} aria-label={searchLabel}>
              <Base.Input
                className={styles.search}
                aria-label={searchLabel}
                placeholder={searchLabel}
              />
              <Base.Empty className={styles.empty}>{empty}</Base.Empty>
              <Base.List className={styles.list}>
                {(option: string) => (
                  <Base.Item key={option} value={option} className={styles.item}>
                    {option}
                    <Base.ItemIndicator className={styles.chosen}>
                      <Check />
                    </Base.ItemIndicator>
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </FieldFrame>
  )
}
