import type { Message } from '@levee/contract'
import { foldQuotes } from '@levee/domain'
import { Plural, useLingui } from '@lingui/react/macro'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { HtmlFrame } from './html-frame.tsx'
import styles from './message-body.module.css'

type MessageBodyProps = {
  message: Message
  /** A mail that looks wrong in the dark can be shown on paper. */
  onPaper: boolean
  /** Something that concerns all messages of the conversation was chosen. */
  onChanged: () => void
}

/** What a message says: its HTML in a frame that runs nothing, else its text with the quotation folded. */
export function MessageBody({ message, onPaper, onChanged }: MessageBodyProps) {
  return message.hasHtml ? (
    <HtmlFrame message={message} onPaper={onPaper} onChanged={onChanged} />
  ) : (
    <PlainText text={message.text} />
  )
}

function PlainText({ text }: { text: string }) {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const { visible, quoted } = foldQuotes(text)
  const lines = quoted.split('\n').length
  return (
    <div className={styles.text}>
      {visible.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
      {quoted !== '' && (
        <button
          type="button"
          className={styles.quoteToggle}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Ellipsis />
          {open ? (
            t`Hide the quotation`
          ) : (
            <Plural value={lines} one="# quoted line" other="# quoted lines" />
          )}
        </button>
      )}
      {open && <blockquote className={styles.quote}>{quoted}</blockquote>}
    </div>
  )
}
