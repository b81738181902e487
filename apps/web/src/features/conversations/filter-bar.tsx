import { useLingui } from '@lingui/react/macro'
import { ListFilter, X } from 'lucide-react'
import { type KeyboardEvent, memo, type RefObject, useEffect, useRef, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './filter-bar.module.css'
import { type FilterField, type FilterToken, parseFilter, writeFilter } from './filter-tokens.ts'

const pause = 200 // ms after the last key until the list follows

type FilterBarProps = {
  /** The filter in the URL. */
  value: string
  onChange: (filter: string) => void
  onLeave: () => void
  inputRef: RefObject<HTMLInputElement | null>
}

/** A filter that grows as it is typed: `from:morvan ` becomes a token, other words stay words. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
  const { value, onChange, onLeave, inputRef } = props
  const { t } = useLingui()
  const { tokens, words } = parseFilter(value)
  const [text, setText] = useState(words)
  const [lastSelected, setLastSelected] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const applyNow = (next: FilterToken[], rest: string) => {
    clearTimeout(timer.current)
    onChange(writeFilter({ tokens: next, words: rest }))
  }
  const type = (typed: string) => {
    setLastSelected(false)
    const ended = /\s$/.test(typed) ? parseFilter(typed) : { tokens: [], words: typed }
    if (ended.tokens.length > 0) {
      setText(ended.words)
      return applyNow([...tokens, ...ended.tokens], ended.words)
    }
    setText(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => applyNow(tokens, typed), pause)
  }
  const clear = () => {
    setText('')
    applyNow([], '')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const atStart =
      event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0
    if (event.key === 'Enter') {
      const typed = parseFilter(text)
      setText(typed.words)
      applyNow([...tokens, ...typed.tokens], typed.words)
      onLeave()
    } else if (event.key === 'Escape') {
      if (text !== '' || tokens.length > 0) clear()
      else onLeave()
    } else if (event.key === 'ArrowDown') {
      onLeave()
    } else if (atStart && tokens.length > 0 && ['ArrowLeft', 'Backspace'].includes(event.key)) {
      if (lastSelected && event.key === 'Backspace') applyNow(tokens.slice(0, -1), text)
      setLastSelected(!lastSelected)
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.bar} role="search">
      <ListFilter />
      {tokens.map((token, index) => (
        <Token
          key={`${token.field}:${token.value}`}
          token={token}
          selected={lastSelected && index === tokens.length - 1}
          onRemove={() =>
            applyNow(
              tokens.filter((other) => other !== token),
              text,
            )
          }
        />
      ))}
      <input
        ref={inputRef}
        className={styles.input}
        type="text"
        enterKeyHint="search"
        aria-label={t`Filter the list`}
        placeholder={
          tokens.length === 0 ? t`Filter: words, from: subject: ref: tag: is:` : t`Filter…`
        }
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button
          type="button"
          className={styles.clear}
          aria-label={t`Clear the filter`}
          onClick={clear}
        >
          <X />
        </button>
      )}
    </div>
  )
})

type TokenProps = { token: FilterToken; selected: boolean; onRemove: () => void }

function Token({ token, selected, onRemove }: TokenProps) {
  const { t } = useLingui()
  const names: Record<FilterField, string> = {
    from: t`from`,
    subject: t`subject`,
    ref: t`number`,
    tag: t`tag`,
    is: t`is`,
    due: t`due`,
    received: t`received`,
    replied: t`replied`,
    closed: t({ message: 'closed', context: 'mails' }),
  }
  const name = names[token.field]
  return (
    <span className={classNames(styles.token, selected && styles.selected)}>
      <em>{name}</em>
      <b>{token.value}</b>
      <button
        type="button"
        aria-label={t`Remove the filter ${name} ${token.value}`}
        onClick={onRemove}
      >
        <X />
      </button>
    </span>
  )
}
