import { getMessageHtml, type Message } from '@levee/contract'
import { foldQuotes } from '@levee/domain'
import { Plural, useLingui } from '@lingui/react/macro'
import { Ellipsis, ImageOff } from 'lucide-react'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { urlOf } from '../../call.ts'
import { useShownTheme } from '../../theme.ts'
import styles from './message-body.module.css'

type MessageBodyProps = {
  message: Message
  /** A mail that looks wrong in the dark can be shown on paper. */
  onPaper: boolean
}

/** What a message says: its HTML in a frame that runs nothing, else its text with the quotation folded. */
export function MessageBody({ message, onPaper }: MessageBodyProps) {
  return message.hasHtml ? (
    <HtmlFrame id={message.id} onPaper={onPaper} />
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

function HtmlFrame({ id, onPaper }: { id: string; onPaper: boolean }) {
  const { t } = useLingui()
  const shownTheme = useShownTheme()
  const theme = onPaper ? 'light' : shownTheme
  const [height, setHeight] = useState(120)
  const [blocked, setBlocked] = useState(0)
  const stop = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stop.current?.(), [])
  const onLoad = (event: SyntheticEvent<HTMLIFrameElement>) => {
    const inner = event.currentTarget.contentDocument
    if (!inner) return
    setBlocked(inner.querySelectorAll('img:not([src])').length)
    stop.current?.()
    stop.current = followDocument(inner, setHeight)
  }
  return (
    <div>
      {blocked > 0 && (
        <p className={styles.blocked}>
          <ImageOff />
          <Plural
            value={blocked}
            one="# image of another site blocked"
            other="# images of other sites blocked"
          />
        </p>
      )}
      <iframe
        key={theme}
        title={t`Message text`}
        src={urlOf(getMessageHtml, { id }, { theme })}
        // without allow-same-origin neither its height nor keys pressed in it could be known; scripts never run
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        className={onPaper ? styles.paper : styles.frame}
        style={{ height }}
        onLoad={onLoad}
      />
    </div>
  )
}

/** Keeps the frame as high as its content, and lets shortcuts pressed in it reach the application. */
function followDocument(inner: Document, setHeight: (height: number) => void): () => void {
  const measure = () => setHeight(Math.ceil(inner.documentElement.getBoundingClientRect().height))
  const observer = new ResizeObserver(measure)
  observer.observe(inner.documentElement)
  measure()
  inner.addEventListener('keydown', passOn)
  return () => {
    observer.disconnect()
    inner.removeEventListener('keydown', passOn)
  }
}

/** A key pressed in the frame, as if it had been pressed around it. */
function passOn(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event
  const copy = new KeyboardEvent('keydown', {
    key,
    ctrlKey,
    metaKey,
    shiftKey,
    altKey,
    cancelable: true,
  })
  if (!window.dispatchEvent(copy)) event.preventDefault()
}
