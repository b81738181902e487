import { useLingui } from '@lingui/react/macro'
import { CircleAlert, X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { Avatar } from '../../ui/avatar.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { isRecipient, readTyped, splitRecipients, writeRecipient } from './recipient-text.ts'
import styles from './recipients-field.module.css'
import { useRecipientSuggestions } from './writing-queries.ts'

type RecipientsFieldProps = {
  label: string
  recipients: string[]
  onChange: (recipients: string[]) => void
  autoFocus?: boolean
}

/** Addresses as chips, completed from the mail; a comma, Enter or leaving the field makes one of what was typed. */
export function RecipientsField({ label, recipients, onChange, autoFocus }: RecipientsFieldProps) {
  const id = useId()
  const [text, setText] = useState('')
  const suggested = useSuggested(text, recipients)
  const add = (typed: string) => {
    const added = splitRecipients(typed).filter((address) => !recipients.includes(address))
    if (added.length > 0) onChange([...recipients, ...added])
    setText('')
  }
  const type = (typed: string) => {
    if (/[,;\n]\s*$/.test(typed)) add(typed)
    else setText(typed)
    suggested.look(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    const chosen = suggested.chosen
    if (key === 'ArrowDown' && suggested.list.length > 0) suggested.step(1)
    else if (key === 'ArrowUp' && suggested.list.length > 0) suggested.step(-1)
    else if (key === 'Escape' && suggested.list.length > 0) suggested.hide()
    else if (key === 'Enter' && !event.metaKey && !event.ctrlKey && text.trim() !== '')
      add(chosen ?? text)
    else {
      if (key === 'Backspace' && text === '' && recipients.length > 0)
        onChange(recipients.slice(0, -1))
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.chips}>
        {recipients.map((recipient) => (
          <Chip
            key={recipient}
            recipient={recipient}
            onRemove={() => onChange(recipients.filter((other) => other !== recipient))}
          />
        ))}
        <input
          id={id}
          className={styles.input}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoFocus={autoFocus}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={suggested.list.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={suggested.place === null ? undefined : `${id}-${suggested.place}`}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => add(text)}
        />
        <Suggestions
          id={id}
          label={label}
          list={suggested.list}
          place={suggested.place}
          onPick={add}
        />
      </div>
    </div>
  )
}

function Chip({ recipient, onRemove }: { recipient: string; onRemove: () => void }) {
  const { t } = useLingui()
  const { name, address } = readTyped(recipient)
  const isWrong = !isRecipient(recipient)
  return (
    <span
      className={classNames(styles.chip, isWrong && styles.wrong)}
      title={isWrong ? t`Mail cannot be sent to “${recipient}”` : recipient}
    >
      {isWrong ? (
        <CircleAlert aria-hidden="true" />
      ) : (
        <Avatar name={name || address} size={20} tone="neutral" />
      )}
      <span className={styles.name}>{name || address}</span>
      <button type="button" aria-label={t`Remove ${recipient}`} onClick={onRemove}>
        <X />
      </button>
    </span>
  )
}

type SuggestionsProps = {
  id: string
  label: string
  list: string[]
  place: number | null
  onPick: (recipient: string) => void
}

function Suggestions({ id, label, list, place, onPick }: SuggestionsProps) {
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className={styles.list}
      hidden={list.length === 0}
    >
      {list.map((recipient, index) => {
        const { name, address } = readTyped(recipient)
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
          <div
            key={recipient}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === place}
            className={styles.option}
            onPointerDown={(event) => event.preventDefault()} // the field keeps the focus
            onClick={() => onPick(recipient)}
          >
            <Avatar name={name || address} size={22} tone="neutral" />
            <span className={styles.name}>{name || address}</span>
            {name !== '' && <span className={styles.address}>{address}</span>}
          </div>
        )
      })}
    </div>
  )
}

const pause = 120 // ms: between two letters of somebody who types

/** Whom the writer may mean, and which of them the arrows have reached. */
function useSuggested(text: string, recipients: readonly string[]) {
  const [place, look] = useState<number | null>(null)
  const [hidden, setHidden] = useState('')
  const settled = useSettled(text, pause)
  const found = useRecipientSuggestions(text === '' ? '' : settled)
  const there = new Set(recipients.map((each) => readTyped(each).address.toLowerCase()))
  const list =
    text === '' || text === hidden
      ? []
      : found.filter(({ address }) => !there.has(address.toLowerCase())).map(writeRecipient)
  const reached = place !== null && place < list.length ? place : null
  return {
    list,
    place: reached,
    chosen: reached === null ? null : (list[reached] ?? null),
    look,
    step: (step: 1 | -1) => {
      const next = reached === null ? (step === 1 ? 0 : list.length - 1) : reached + step
      look((next + list.length) % list.length)
    },
    hide: () => setHidden(text),
  }
}
