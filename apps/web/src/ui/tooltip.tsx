import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'
import { hideTooltip, type ShownTooltip, useShownTooltip } from './tooltip-store.ts'

const gap = 6 // px

/** The place where the one tooltip appears; the control's own name says the same to screen readers. */
export function TooltipPlace() {
  const shown = useShownTooltip()
  return shown && createPortal(<TooltipCard key={shown.text} shown={shown} />, document.body)
}

function TooltipCard({ shown }: { shown: ShownTooltip }) {
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: -1000 })
  useLayoutEffect(() => {
    const size = card.current?.getBoundingClientRect()
    const anchor = shown.anchor.getBoundingClientRect()
    if (!size) return
    const centred = anchor.left + anchor.width / 2 - size.width / 2
    const left = Math.min(Math.max(gap, centred), innerWidth - size.width - gap)
    const below = anchor.bottom + gap
    const fits = below + size.height < innerHeight
    setPlace({ left, top: fits ? below : anchor.top - gap - size.height })
    addEventListener('keydown', hideTooltip)
    addEventListener('scroll', hideTooltip, true)
    return () => {
      removeEventListener('keydown', hideTooltip)
      removeEventListener('scroll', hideTooltip, true)
    }
  }, [shown])
  return (
    <div ref={card} className={styles.tooltip} style={place} aria-hidden="true">
      {shown.text}
      {shown.shortcut && <Kbd>{shown.shortcut}</Kbd>}
    </div>
  )
}
