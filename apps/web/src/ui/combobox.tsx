import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import styles from './combobox.module.css'
import { describedBy, FieldFrame, type FieldLabels } from './field.tsx'
import fieldStyles from './field.module.css'

type ComboboxProps = FieldLabels & {
  value: string
  options: readonly string[]
  onChange: (value: string) => void
  /** Shown when nothing matches what was typed. */
  empty: ReactNode
}

/** One of many: a list that narrows while one types. */
export function Combobox({ label, hint, error, value, options, onChange, empty }: ComboboxProps) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <Base.Root
        items={options}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        limit={60} // more than that is found by typing
      >
        <div className={styles.box}>
          <Base.Input
            id={id}
            className={fieldStyles.control}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={describedBy(id, hint, error)}
          />
          <ChevronDown className={styles.arrow} aria-hidden="true" />
        </div>
        <Base.Portal>
          <Base.Positioner className={styles.positioner} sideOffset={4}>
            <Base.Popup className={styles.popup}>
              <Base.Empty className={styles.empty}>{empty}</Base.Empty>
              <Base.List>
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
