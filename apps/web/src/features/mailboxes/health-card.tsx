import type { Mailbox, MailboxHealth } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { timeAgo } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Curve } from '../../ui/curve.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './health-card.module.css'
import { mailboxHealthQuery } from './health-queries.ts'
import { HourTable } from './hour-table.tsx'
import { isHandedItsMail } from './import-state.ts'
import { QuotaMeter } from './quota-meter.tsx'

/** Whether mail comes as it usually does, how far behind the server Levee is, and whether there is room. */
export function HealthCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const { data, error } = useQuery(mailboxHealthQuery(mailbox.id))
  if (error && !data) return <Banner tone="danger">{problemText(error)}</Banner>
  return (
    <section className={styles.card} aria-labelledby="health">
      <h2 id="health" className={styles.title}>{t`Health`}</h2>
      {data ? (
        <div className={styles.parts}>
          <Arrivals hours={data.hours} />
          <dl className={styles.facts}>
            <div>
              <dt>{t`Delay`}</dt>
              <dd>
                <Delay mailbox={mailbox} />
              </dd>
            </div>
            <div>
              <dt>{t`Quota`}</dt>
              <dd>
                <QuotaMeter quota={data.quota} isHanded={isHandedItsMail(mailbox)} />
              </dd>
            </div>
          </dl>
        </div>
      ) : (
        <Skeleton width="100%" height={120} />
      )}
    </section>
  )
}

function Arrivals({ hours }: Pick<MailboxHealth, 'hours'>) {
  const { t } = useLingui()
  const came = hours.reduce((sum, { messages }) => sum + messages, 0)
  const usual = hours.flatMap((hour) => (hour.usual === null ? [] : [hour.usual]))
  const isKnown = usual.length === hours.length
  const expected = Math.round(usual.reduce((sum, each) => sum + each, 0))
  const total = plural(came, {
    one: '# message in the last 24 hours',
    other: '# messages in the last 24 hours',
  })
  return (
    <div className={styles.arrivals}>
      <p>
        <b>{total}</b>{' '}
        <span className={styles.usual}>
          {isKnown ? t`usually ${expected} (dashed)` : t`what is usual is known after two weeks`}
        </span>
      </p>
      {(came > 0 || isKnown) && (
        <>
          <Curve
            tall
            values={hours.map(({ messages }) => messages)}
            {...(isKnown && { compared: usual })}
          />
          <HourTable hours={hours} />
        </>
      )}
    </div>
  )
}

/** How far behind its server a mailbox is, in words. */
function Delay({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const now = useNow()
  const at = mailbox.lastSyncAt
  if (isHandedItsMail(mailbox)) return <>{t`none: mail is handed over as it arrives`}</>
  if (at === null) return <>{t`not yet known: the first import is not over`}</>
  const ago = timeAgo(new Date(at), now)
  if (mailbox.paused) return <>{t`paused; last in step ${ago}`}</>
  if (mailbox.state === 'error')
    return <span className={styles.late}>{t`interrupted; last in step ${ago}`}</span>
  if (mailbox.state === 'syncing') return <>{t`catching up; last in step ${ago}`}</>
  return <>{t`in step; last compared with the server ${ago}`}</>
}
