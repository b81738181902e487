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
  /** Whether a comma is part of what is typed. */
  isPattern: boolean
  onChange: (values: string[]) => void
  disabled: boolean
  error: string | undefined
}

/** Any number of values: chosen in a list, or typed: ↵ or a comma keeps what was typed, ⌫ takes the last one off. */
export function ValueChips(props: ValueChipsProps) {
  const { label, values, offered, isPattern, onChange, disabled, error } = props
  const { t } = useLingui()
  const [text, setText] = useState('')
  const hint = isPattern ? t`Pattern, then ↵` : t`Words, with commas between`
  const placeholder = values.length === 0 ? hint : ''
  const box = useRef<HTMLDivElement>(null)
  const labelOf = (value: string) =>
    offered?.find((option) => option.value === value)?.label ?? value
  const add = (typed: string) => {
    const found = valuesIn(typed, isPattern).filter((value) => !values.includes(value))
    if (found.length > 0) onChange([...values, ...found])
    setText('')
  }
  const without = (value: string) => values.filter((other) => other !== value)
  const onKeyDown = (event: KeyboardEvent) => {
    const last = values.at(-1)
    if ((event.key === 'Enter' || (event.key === ',' && !isPattern)) && text.trim() !== '') {
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
                onChange(without(value))
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
            isBeside
            trigger={
              <button type="button" className={styles.addValue} aria-label={label} title={error}>
                {t`Add…`}
              </button>
            }
            entries={offered.map(({ value, label: name }) => {
              const isOn = values.includes(value)
              const onToggle = () => onChange(isOn ? without(value) : [...values, value])
              return { type: 'toggle', label: name, value, isOn, onToggle }
            })}
          />
        ) : (
          <input
            aria-label={label}
            aria-invalid={error !== undefined || undefined}
            value={text}
            placeholder={placeholder}
            onChange={(event) => setText(event.target.value)}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text')
              if (valuesIn(pasted, isPattern).length < 2) return
              event.preventDefault()
              add(`${text}${pasted}`)
            }}
            onKeyDown={onKeyDown}
            onBlur={() => afterPress(() => add(text))}
          />
        ))}
    </div>
  )
}

/** What was typed or pasted, as values: lines and cells each are one; words may have commas between. */
function valuesIn(typed: string, isPattern: boolean): string[] {
  const found = typed.split(isPattern ? /[\n\r]/ : /[\n\r\t,;]/).map((value) => value.trim())
  return [...new Set(found.filter((value) => value !== ''))]
}

/**
 * Does something that may move what is below: at once, or where a press is what led to it, once that has become
 * a click, which would miss its button.
 */
function afterPress(act: () => void): void {
  if (!document.querySelector(':active')) return act()
  const once = () => {
    clearTimeout(timer)
    removeEventListener('click', once, true)
    act()
  }
  const timer = setTimeout(once, 500) // ms; not every press becomes a click
  addEventListener('click', once, true) // before whoever is clicked hears of it
}
