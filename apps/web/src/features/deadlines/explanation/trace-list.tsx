import type { DeadlineTrace } from '@levee/contract'
import { ArrowRight, Check, CirclePause, CircleSlash2, Flag, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './explain-dialog.module.css'
import { type TraceLine, traceLines } from './trace-text.ts'

const icons: Record<TraceLine['kind'], ReactNode> = {
  start: <Play />,
  counted: <Check />,
  skipped: <CircleSlash2 />,
  paused: <CirclePause />,
  moved: <ArrowRight />,
  due: <Flag />,
}

/** How a date came about, line by line. */
export function TraceList({ trace }: { trace: DeadlineTrace }) {
  return (
    <ol className={styles.steps}>
      {traceLines(trace).map(({ kind, text }, index) => (
        <li key={`${index} ${text}`} data-kind={kind} className={styles.step}>
          {icons[kind]}
          <span>{text}</span>
        </li>
      ))}
    </ol>
  )
}
