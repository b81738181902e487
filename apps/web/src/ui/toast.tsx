import { useLingui } from '@lingui/react/macro'
import { CircleAlert, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'
import { dismissToast, type Toast, useCurrentToast } from './toast-store.ts'
import styles from './toast.module.css'

const showFor = { done: 8_000, problem: 12_000 } // ms

/** The place where toasts appear, one at a time. */
export function ToastPlace() {
  const toast = useCurrentToast()
  return toast ? <ToastCard key={toast.id} toast={toast} /> : null
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useLingui()
  const { until } = toast
  const [isHeld, setPaused] = useState(false)
  const paused = isHeld && until === undefined
  const bar = useRef<HTMLSpanElement>(null)
  useCountdown(bar, until?.ms ?? showFor[toast.tone], paused, () => dismissToast(toast.id))
  const pause = { onPointerEnter: () => setPaused(true), onPointerLeave: () => setPaused(false) }
  return (
    <div
      className={styles.toast}
      {...pause}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      {toast.tone === 'problem' && <CircleAlert />}
      <span className={styles.text}>{until ? <TextUntil {...until} /> : toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            toast.action?.run()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
          {toast.action.shortcut && <Kbd>{toast.action.shortcut}</Kbd>}
        </button>
      )}
      <button
        type="button"
        className={styles.close}
        aria-label={t`Dismiss`}
        onClick={() => dismissToast(toast.id)}
      >
        <X />
      </button>
      <span ref={bar} className={styles.bar} />
    </div>
  )
}

/** What is said while the seconds pass. */
function TextUntil({ ms, text }: NonNullable<Toast['until']>) {
  const [left, setLeft] = useState(() => Math.ceil(ms / 1_000))
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000)
    return () => clearInterval(timer)
  }, [])
  return text(left)
}

/** Runs the bar from full to empty and then `onEnd`; stands still while paused. */
function useCountdown(
  bar: React.RefObject<HTMLElement | null>,
  length: number,
  paused: boolean,
  onEnd: () => void,
): void {
  const left = useRef(length)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (paused) return
    const startedAt = performance.now()
    const startedWith = left.current
    const animation = bar.current?.animate?.(
      [{ transform: `scaleX(${startedWith / length})` }, { transform: 'scaleX(0)' }],
      { duration: startedWith, fill: 'both' },
    )
    const timer = setTimeout(() => end.current(), startedWith)
    return () => {
      clearTimeout(timer)
      animation?.pause()
      left.current = Math.max(0, startedWith - (performance.now() - startedAt))
    }
  }, [bar, length, paused])
}
