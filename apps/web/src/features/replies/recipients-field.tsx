import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useId, useState } from 'react'
import styles from './recipients-field.module.css'

type RecipientsFieldProps = {
  label: string
  recipients: string[]
  onChange: (recipients: string[]) => void
  autoFocus?: boolean
}

/** Addresses as chips; a comma, Enter or leaving the field makes one of what was typed. */
export function RecipientsField({ label, recipients, onChange, autoFocus }: RecipientsFieldProps) {
  const { t } = useLingui()
  const id = useId()
  const [text, setText] = useState('')
  const add = (typed: string) => {
    const added = splitAddresses(typed).filter((address) => !recipients.includes(address))
    if (added.length > 0) onChange([...recipients, ...added])
    setText('')
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.chips}>
        {recipients.map((recipient) => (
          <span key={recipient} className={styles.chip} title={recipient}>
            <span className={styles.name}>{nameOf(recipient)}</span>
            <button
              type="button"
              aria-label={t`Remove ${recipient}`}
              onClick={() => onChange(recipients.filter((other) => other !== recipient))}
            >
              <X />
            </button>
          </span>
        ))}
        <input
          id={id}
          className={styles.input}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoFocus={autoFocus}
          value={text}
          onChange={(event) => {
            const typed = event.target.value
            if (/[,;]\s*$/.test(typed)) add(typed)
            else setText(typed)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && text.trim() !== '' && !event.metaKey && !event.ctrlKey) {
              event.preventDefault()
              add(text)
            }
            if (event.key === 'Backspace' && text === '') onChange(recipients.slice(0, -1))
          }}
          onBlur={() => add(text)}
        />
      </div>
    </div>
  )
}

/** Splits at commas and semicolons, not at those inside quotes. */
function splitAddresses(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^,;"])+/g) ?? []).map((part) => part.trim()).filter(Boolean)
}

function nameOf(recipient: string): string {
  return recipient.replace(/\s*<[^>]*>$/, '').replace(/^"(.*)"$/, '$1') || recipient
}
