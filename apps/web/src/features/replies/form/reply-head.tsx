import { useLingui } from '@lingui/react/macro'
import { Maximize2, Minimize2, X } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { DraftContent } from '../draft-content.ts'
import { RecipientsField } from '../recipients-field.tsx'
import styles from './reply-head.module.css'

type ReplyHeadProps = {
  /** Before the recipients: what kind of mail it is. */
  kind: ReactNode
  draft: Pick<DraftContent, 'to' | 'cc' | 'bcc' | 'subject'>
  onChange: (part: Partial<Pick<DraftContent, 'to' | 'cc' | 'bcc' | 'subject'>>) => void
  showsSubject: boolean
  /** Shown while the subject is empty: what it then will be. */
  usualSubject: string
  isFull: boolean
  onFull: (isFull: boolean) => void
  onClose: () => void
  /** Below the recipients. */
  children: ReactNode
}

/** To whom, from whom, about what; Cc and Bcc once they are asked for. */
export function ReplyHead(props: ReplyHeadProps) {
  const { draft, onChange, isFull, onFull, onClose } = props
  const { t } = useLingui()
  const [asks, setAsks] = useState({ cc: false, bcc: false })
  const shows = { cc: asks.cc || draft.cc.length > 0, bcc: asks.bcc || draft.bcc.length > 0 }
  return (
    <>
      <div className={styles.first}>
        {props.kind}
        <RecipientsField
          label={t`To`}
          autoFocus={draft.to.length === 0}
          recipients={draft.to}
          onChange={(to) => onChange({ to })}
        />
        {!shows.cc && (
          <button
            type="button"
            className={styles.more}
            onClick={() => setAsks({ ...asks, cc: true })}
          >
            {t`Cc`}
          </button>
        )}
        {!shows.bcc && (
          <button
            type="button"
            className={styles.more}
            onClick={() => setAsks({ ...asks, bcc: true })}
          >
            {t`Bcc`}
          </button>
        )}
        <IconButton
          label={isFull ? t`Make smaller` : t`Use the whole height`}
          className={styles.large}
          onClick={() => onFull(!isFull)}
        >
          {isFull ? <Minimize2 /> : <Maximize2 />}
        </IconButton>
        <IconButton
          label={t`Close, keep the draft`}
          shortcut="Esc"
          className={styles.large}
          onClick={onClose}
        >
          <X />
        </IconButton>
      </div>
      {shows.cc && (
        <div className={styles.line}>
          <RecipientsField
            label={t`Cc`}
            autoFocus={asks.cc}
            recipients={draft.cc}
            onChange={(cc) => onChange({ cc })}
          />
        </div>
      )}
      {shows.bcc && (
        <div className={styles.line}>
          <RecipientsField
            label={t`Bcc`}
            autoFocus={asks.bcc}
            recipients={draft.bcc}
            onChange={(bcc) => onChange({ bcc })}
          />
        </div>
      )}
      {props.showsSubject && (
        <SubjectLine
          subject={draft.subject}
          usual={props.usualSubject}
          onChange={(subject) => onChange({ subject })}
        />
      )}
      {props.children}
    </>
  )
}

type SubjectLineProps = { subject: string; usual: string; onChange: (subject: string) => void }

function SubjectLine({ subject, usual, onChange }: SubjectLineProps) {
  const { t } = useLingui()
  const id = useId()
  return (
    <div className={styles.line}>
      <label htmlFor={id} className={styles.label}>{t`Subject`}</label>
      <input
        id={id}
        type="text"
        className={styles.subject}
        maxLength={500}
        value={subject}
        placeholder={usual}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
