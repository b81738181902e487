import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useAlignmentText } from '../../features/outbox/alignment-text.ts'
import { sendingQuery, useLookUpAlignment } from '../../features/outbox/outbox-queries.ts'
import { timeAgo } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import styles from './alignment-card.module.css'

/** Whether receivers will believe that mail of this mailbox is from its domain, and what to publish so that they do. */
export function AlignmentCard({ mailboxId }: { mailboxId: string }) {
  const { t } = useLingui()
  const now = useNow()
  const text = useAlignmentText()
  const { data } = useQuery(sendingQuery(mailboxId))
  const lookUp = useLookUpAlignment(mailboxId)
  if (!data) return null
  const { domain, verdict, problems, lookedUpAt } = data.alignment
  const verdicts = {
    aligned: { tone: 'ok', name: t`Will be believed` },
    atRisk: { tone: 'warn', name: t`May land in spam` },
    unknown: { tone: 'neutral', name: t`Not known yet` },
  } as const
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Whether its mail is believed`}</h2>
        <Badge tone={verdicts[verdict].tone}>{verdicts[verdict].name}</Badge>
      </div>
      <div className={card.body}>
        <ul className={styles.problems}>
          {problems.map(({ code, record }) => (
            <li key={code}>
              {text(code, domain)}
              {record && (
                <div className={styles.record}>
                  <span>{t`Publish in the DNS:`}</span>
                  <code>{`${record.name}. TXT "${record.value}"`}</code>
                </div>
              )}
            </li>
          ))}
        </ul>
        {verdict === 'aligned' && problems.length === 0 && (
          <p className={card.muted}>{t`SPF, DKIM and DMARC of ${domain} are in order.`}</p>
        )}
        {lookUp.error && <Banner tone="danger">{problemText(lookUp.error)}</Banner>}
        <div className={card.actions}>
          <Button size="small" busy={lookUp.isPending} onClick={() => lookUp.mutate()}>
            <RefreshCw /> {t`Look again`}
          </Button>
          <span className={card.muted}>
            {lookedUpAt === null
              ? t`The DNS is asked once a day.`
              : t`The DNS was asked ${timeAgo(new Date(lookedUpAt), now)}, and is once a day.`}
          </span>
        </div>
      </div>
    </section>
  )
}
