import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { announce } from '../../announcer.tsx'
import { roughDuration } from '../../formatting/durations.ts'
import { fileSize, percent, wholeNumber } from '../../formatting/numbers.ts'
import { classNames } from '../../ui/class-names.ts'
import { Progress } from '../../ui/progress.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './import-card.module.css'
import { importShare, type ImportState, importState } from './import-state.ts'

const guesswork = 10_000 // ms

/** How far the first import of a mailbox is, in figures that move while it runs. */
export function ImportCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const state = importState(mailbox)
  const { total, done, bytesTotal, bytesDone } = mailbox.import
  const share = state === 'done' ? 1 : importShare(mailbox)
  const whole = state === 'done' ? 100 : Math.min(99, Math.round(share * 100)) // 100 % is the end
  const shown = percent(whole / 100)
  const left = useTimeLeft(mailbox, state)
  const count = t`${wholeNumber(done)} of ${wholeNumber(total)}`
  useAnnouncement(state, share, left)
  return (
    <section className={styles.card} aria-label={t`Import`}>
      <div className={styles.figures}>
        <span className={styles.percent}>{state === 'counting' ? '…' : shown}</span>
        <div className={styles.counts}>
          <b>
            {total > 0
              ? t`${count} messages`
              : state === 'done'
                ? t`No message yet`
                : t`The messages are being counted`}
          </b>
          {bytesTotal > 0 && <span>{t`${fileSize(bytesDone)} of ${fileSize(bytesTotal)}`}</span>}
        </div>
        <Pace mailbox={mailbox} state={state} left={left} />
      </div>
      <Progress
        label={t`Import`}
        value={state === 'counting' ? null : whole}
        size="large"
        tone={state === 'done' ? 'ok' : 'accent'}
        text={[shown, count, left].filter(Boolean).join(', ')}
      />
      <Phases mailbox={mailbox} state={state} />
    </section>
  )
}

type PhaseProps = { mailbox: Mailbox; state: ImportState }

function Pace({ mailbox, state, left }: PhaseProps & { left: string | null }) {
  const { t } = useLingui()
  const pace = mailbox.import.messagesPerSecond
  if (state !== 'running' || pace === null) return null
  const rate = wholeNumber(Math.round(pace))
  return (
    <dl className={styles.pace}>
      <div>
        <dd>{t`${rate} msg/s`}</dd>
        <dt>{t`rate`}</dt>
      </div>
      {left !== null && (
        <div>
          <dd>{left}</dd>
          <dt>{t`remaining`}</dt>
        </div>
      )}
    </dl>
  )
}

function Phases({ mailbox, state }: PhaseProps) {
  const { t } = useLingui()
  const { total, done } = mailbox.import
  const counted = state !== 'counting' && total > 0
  const runs = state === 'running'
  return (
    <ol className={styles.phases}>
      <Phase name={t`Messages counted`} state={counted || state === 'done' ? 'done' : 'runs'}>
        {counted || state === 'done' ? wholeNumber(total) : '–'}
      </Phase>
      <Phase name={t`Messages filed`} state={state === 'done' ? 'done' : runs ? 'runs' : 'waits'}>
        {wholeNumber(done)}
      </Phase>
      <Phase name={t`Kept in step`} state={state === 'done' ? 'done' : 'waits'}>
        {state === 'done' ? t`new mail arrives by itself` : t`next`}
      </Phase>
    </ol>
  )
}

type OnePhaseProps = { name: string; state: 'done' | 'runs' | 'waits'; children: ReactNode }

function Phase({ name, state, children }: OnePhaseProps) {
  return (
    <li className={classNames(styles.phase, styles[state])}>
      <span className={styles.mark}>
        {state === 'done' && <Check />}
        {state === 'runs' && <Spinner />}
      </span>
      <b>{name}</b>
      <span className={styles.detail}>{children}</span>
    </li>
  )
}

/** The remaining time in words; only once the import has run ten seconds, since earlier it is a guess. */
function useTimeLeft(mailbox: Mailbox, state: ImportState): string | null {
  const { secondsLeft, startedAt } = mailbox.import
  if (state !== 'running' || secondsLeft === null || startedAt === null) return null
  if (Date.now() - Date.parse(startedAt) < guesswork) return null
  return roughDuration(secondsLeft)
}

/** Tells screen readers each ten per cent, and the end. */
function useAnnouncement(state: ImportState, share: number, left: string | null): void {
  const { t } = useLingui()
  const tenth = Math.floor(share * 10)
  const said = useRef(tenth)
  const shown = percent(tenth / 10)
  const running = left === null ? shown : t`${shown}, ${left} remaining`
  const text = state === 'done' ? t`The import is finished.` : running
  useEffect(() => {
    if (tenth === said.current) return
    said.current = tenth
    announce(text)
  }, [tenth, text])
}
