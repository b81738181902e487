import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { wholeNumber } from '../../formatting/numbers.ts'
import { Curve } from '../../ui/curve.tsx'
import { ratesOf, type Sample, withSample } from './import-rates.ts'
import styles from './rate-card.module.css'

/** How fast the import went while the page was open, and in words. */
export function RateCard({ mailbox, at }: { mailbox: Mailbox; at: number }) {
  const { t } = useLingui()
  const rates = useRates(mailbox.import.done, at)
  const [now, least, most] = [
    rates.at(-1) ?? 0,
    rates.length > 0 ? Math.min(...rates) : 0,
    Math.max(0, ...rates),
  ].map((rate) => wholeNumber(Math.round(rate)))
  return (
    <section className={styles.card} aria-labelledby="rate">
      <div className={styles.head}>
        <h2 id="rate" className={styles.title}>{t`Rate`}</h2>
        <span className={styles.span}>{t`last 5 minutes`}</span>
      </div>
      {rates.length < 2 ? (
        <p className={styles.text}>{t`It is measured while this page is open.`}</p>
      ) : (
        <>
          <Curve values={rates} />
          <p className={styles.text}>
            {t`${now} messages a second now; from ${least} to ${most} while this page was open.`}
          </p>
        </>
      )}
    </section>
  )
}

/** @param at when `done` was so (ms). */
function useRates(done: number, at: number): number[] {
  const [samples, setSamples] = useState<Sample[]>([])
  if (samples.at(-1)?.at !== at) setSamples(withSample(samples, { at, done }))
  return ratesOf(samples)
}
