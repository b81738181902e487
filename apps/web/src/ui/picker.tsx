import { useLingui } from '@lingui/react/macro'
import { Check, Plus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react'
import { classNames } from './class-names.ts'
import { Kbd } from './kbd.tsx'
import styles from './picker.module.css'

export type PickerOption = {
  id: string
  label: string
  hint?: string | undefined
  icon?: ReactNode
  chosen?: boolean
}

type PickerProps = {
  label: string
  placeholder: string
  options: PickerOption[]
  onPick: (option: PickerOption) => void
  /** Hears what is typed, where the options are found by it: they are then all shown. */
  onText?: (text: string) => void
  /** Offers to make what was typed when nothing is called exactly that. */
  create?: { label: (text: string) => string; run: (text: string) => void | Promise<void> }
}

/** A filter over a list: type, ↑ ↓, ↵. */
export function Picker(props: PickerProps) {
  const { label, placeholder, options, onPick, onText, create } = props
  const { t } = useLingui()
  const listId = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const shown = useMemo(() => (onText ? options : matching(options, text)), [options, text, onText])
  const canCreate =
    create && text.trim() !== '' && !options.some((option) => isSameText(option.label, text))
  const count = shown.length + (canCreate ? 1 : 0)
  const pick = (index: number) => {
    const option = shown[index]
    if (option) onPick(option)
    else if (canCreate) void create.run(text.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && count > 0) setActive((active + step + count) % count)
    else if (event.key === 'Enter') pick(active)
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.picker}>
      <input
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={count > 0 ? `${listId}-${active}` : undefined}
        placeholder={placeholder}
        value={text}
        autoFocus
        onChange={(event) => {
          setText(event.target.value)
          onText?.(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.options} role="listbox" id={listId} aria-label={label}>
        {shown.map((option, index) => (
          <Line
            key={option.id}
            id={`${listId}-${index}`}
            active={index === active}
            chosen={option.chosen}
            onPick={() => onPick(option)}
            onPoint={() => setActive(index)}
          >
            {option.icon}
            <span className={styles.label}>{option.label}</span>
            <span className={styles.hint}>{option.hint}</span>
          </Line>
        ))}
        {canCreate && (
          <Line
            id={`${listId}-${shown.length}`}
            active={active === shown.length}
            onPick={() => void create.run(text.trim())}
            onPoint={() => setActive(shown.length)}
          >
            <Plus />
            <span className={styles.label}>{create.label(text.trim())}</span>
          </Line>
        )}
      </div>
      {count === 0 && <p className={styles.nothing}>{t`Nothing matches`}</p>}
    </div>
  )
}

type LineProps = {
  id: string
  active: boolean
  chosen?: boolean | undefined
  onPick: () => void
  onPoint: () => void
  children: ReactNode
}

function Line({ id, active, chosen, onPick, onPoint, children }: LineProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen ?? active}
      tabIndex={-1}
      className={classNames(styles.line, active && styles.active)}
      onClick={onPick}
      onKeyDown={(event) => event.key === 'Enter' && onPick()}
      onPointerMove={onPoint}
    >
      {children}
      {chosen && <Check className={styles.chosen} />}
      {active && <Kbd>↵</Kbd>}
    </div>
  )
}

function matching(options: PickerOption[], text: string): PickerOption[] {
  const wanted = folded(text.trim())
  return options.filter(({ label, hint = '' }) => folded(`${label} ${hint}`).includes(wanted))
}

function isSameText(a: string, b: string): boolean {
  return folded(a.trim()) === folded(b.trim())
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
