import type { WritingSettings } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import styles from './reply-head.module.css'

type FromLineProps = {
  mailboxes: WritingSettings['mailboxes']
  mailboxId: string
  isReadOnly: boolean
  onChange: (mailboxId: string) => void
}

/** From which mailbox it leaves, as its reader will see it; a choice where there are several. */
export function FromLine({ mailboxes, mailboxId, isReadOnly, onChange }: FromLineProps) {
  const { t } = useLingui()
  const id = useId()
  const chosen = mailboxes.find((mailbox) => mailbox.id === mailboxId)
  if (!chosen) return null
  return (
    <div className={styles.line}>
      <label htmlFor={id} className={styles.label}>
        {t({ message: 'From', context: 'the sender of a mail' })}
      </label>
      {mailboxes.length === 1 ? (
        <output id={id} className={styles.sender}>
          {chosen.sender} <span className={styles.address}>{chosen.address}</span>
        </output>
      ) : (
        <select
          id={id}
          className={styles.senders}
          value={mailboxId}
          disabled={isReadOnly}
          onChange={(event) => onChange(event.target.value)}
        >
          {mailboxes.map((mailbox) => (
            <option key={mailbox.id} value={mailbox.id}>
              {`${mailbox.sender} <${mailbox.address}>`}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
