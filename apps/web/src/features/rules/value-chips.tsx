import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { Menu } from '../../ui/menu.tsx'
import { focusNext } from './focus-next.ts'
import styles from './condition.module.css'

type ValueChipsProps = {
  label: string
  values: readonly string[]
  /** Where only these are taken. */
  offered: readonly { value: string; label: string }[] | undefined
  onChange: (values: string[]) => void
  disabled: boolean
  error: string | undefined
}

/** Any number of values: ↵ or a comma keeps what was typed, ⌫ takes the last one off. */
export function ValueChips({ label, values, offered, onChange, disabled, error }: ValueChipsProps) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const labelOf = (value: string) =>
    offered?.find((option) => option.value === value)?.label ?? value
  const add = (value: string) => {
    if (value.trim() !== '' && !values.includes(value.trim())) onChange([...values, value.trim()])
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = values.at(-1)
    if ((event.key === 'Enter' || event.key === ',') && text.trim() !== '') {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Backspace' && text === '' && last !== undefined)
      onChange(values.slice(0, -1))
  }
  return (
    <div ref={box} className={classNames(styles.chips, error !== undefined && styles.invalid)}>
      {values.map((value) => (
        <span key={value} className={styles.chip}>
          <span className={styles.chipText}>{labelOf(value)}</span>
          {!disabled && (
            <button
              type="button"
              aria-label={t`Remove ${labelOf(value)}`}
              onClick={() => {
                onChange(values.filter((other) => other !== value))
                focusNext(box.current, ':scope > :is(button, input)', 'last')
              }}
            >
              <X />
            </button>
          )}
        </span>
      ))}
      {!disabled &&
        (offered ? (
          <Menu
            align="start"
            trigger={
              <button type="button" className={styles.addValue} aria-label={label} title={error}>
                {t`Add…`}
              </button>
            }
            entries={offered
              .filter((option) => !values.includes(option.value))
              .map((option) => ({
                type: 'action',
                label: option.label,
                onSelect: () => add(option.value),
              }))}
          />
        ) : (
          <input
            aria-label={label}
            aria-invalid={error !== undefined || undefined}
            value={text}
            placeholder={values.length === 0 ? t`Word, then ↵` : ''}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => add(text)}
          />
        ))}
    </div>
  )
}
