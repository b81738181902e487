import { getMessageHtml, type Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { MailWarning } from 'lucide-react'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { urlOf } from '../../call.ts'
import { useShownTheme } from '../../theme.ts'
import { Banner } from '../../ui/banner.tsx'
import { type HtmlFacts, htmlFacts } from './html-facts.ts'
import styles from './message-body.module.css'
import { RemoteImagesBar } from './remote-images-bar.tsx'

const HIGHEST = 20_000 // px; a mail that is higher scrolls in its frame

type HtmlFrameProps = { message: Message; onPaper: boolean; onChanged: () => void }

/** The HTML of a message, in a frame that runs nothing and fetches nothing unasked. */
export function HtmlFrame({ message, onPaper, onChanged }: HtmlFrameProps) {
  const { t } = useLingui()
  const shownTheme = useShownTheme()
  const theme = onPaper ? 'light' : shownTheme
  const [isShown, setIsShown] = useState(message.remoteImages === 'shown')
  const images = isShown ? 'shown' : 'blocked'
  const [height, setHeight] = useState(120)
  const [facts, setFacts] = useState<HtmlFacts>({ images: 0, pixels: 0, isCut: false })
  const stop = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stop.current?.(), [])
  const onLoad = (event: SyntheticEvent<HTMLIFrameElement>) => {
    const inner = event.currentTarget.contentDocument
    if (!inner) return
    setFacts(htmlFacts(inner))
    stop.current?.()
    stop.current = followDocument(inner, setHeight)
  }
  return (
    <div className={styles.framed}>
      <RemoteImagesBar
        message={message}
        facts={facts}
        isShown={isShown}
        onShow={setIsShown}
        onChanged={onChanged}
      />
      {facts.isCut && (
        <Banner tone="warn" icon={<MailWarning />}>
          {t`Only the beginning of this message is shown: it is too long. Download its source to see the rest.`}
        </Banner>
      )}
      <iframe
        key={`${theme} ${images}`}
        title={t`Message text`}
        src={urlOf(getMessageHtml, { id: message.id }, { theme, images })}
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
  const measure = () => {
    const { height } = inner.documentElement.getBoundingClientRect()
    setHeight(Math.min(Math.ceil(height), HIGHEST))
  }
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
  const isOnControl = event
    .composedPath()
    .some((each) => 'tagName' in each && ['A', 'SUMMARY'].includes(String(each.tagName)))
  if (isOnControl && (event.key === 'Enter' || event.key === ' ')) return
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
