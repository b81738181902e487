import type { Advice, MailboxCandidate, ProtocolAdvice } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Check, Info, RefreshCw, Sparkles, TriangleAlert } from 'lucide-react'
import { ServerSuggestions } from '../../features/mailboxes/server-fields.tsx'
import type { Server } from '../../features/mailboxes/suggest-servers.ts'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './protocol-card.module.css'
import { VerdictBadge } from './verdict-badge.tsx'

type ProtocolCardProps = {
  candidate: MailboxCandidate
  verdict: ProtocolAdvice['verdict']
  /** Other servers that speak the same protocol. */
  rivals: readonly Server[]
  onChoose: (server: Server) => void
}

/** The server that was found, why it is good, and what to think of. */
export function ProtocolCard({ candidate, verdict, rivals, onChoose }: ProtocolCardProps) {
  const { t } = useLingui()
  const { host, port } = candidate.incoming
  return (
    <section
      className={classNames(styles.card, verdict === 'recommended' && styles.best)}
      aria-labelledby="found-server"
    >
      <div className={styles.head}>
        <span className={styles.icon}>
          <RefreshCw aria-hidden="true" />
        </span>
        <div className={styles.name}>
          <h2 id="found-server" className={styles.title}>
            {candidate.protocol.toUpperCase()}
          </h2>
          <span className={styles.text}>{t`${host}, port ${port}`}</span>
        </div>
        {verdict === 'recommended' ? (
          <Badge tone="info">
            <Sparkles aria-hidden="true" /> {t`Recommended`}
          </Badge>
        ) : (
          <VerdictBadge verdict={verdict} />
        )}
      </div>
      <Reasons advice={candidate.advice} />
      <Facts candidate={candidate} />
      {rivals.length > 0 && (
        <div className={styles.rivals}>
          <ServerSuggestions
            label={t`Also found:`}
            servers={rivals}
            chosen={candidate.incoming}
            onChoose={onChoose}
          />
        </div>
      )}
    </section>
  )
}

/** What other parts of the card show. */
const isShownElsewhere = new Set(['sourcesAgree', 'sourcesDiffer'])

const order: Record<Advice['tone'], number> = { good: 0, info: 1, warn: 2 }

function Reasons({ advice }: { advice: readonly Advice[] }) {
  const sorted = advice
    .filter(({ code }) => !isShownElsewhere.has(code))
    .toSorted((one, other) => order[one.tone] - order[other.tone])
  return (
    <ul className={styles.reasons}>
      {sorted.map(({ code, tone, text }) => (
        <li key={code} className={styles[tone]}>
          <ToneIcon tone={tone} />
          <span>
            <LeadInBold text={text} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function ToneIcon({ tone }: { tone: Advice['tone'] }) {
  const { t } = useLingui()
  if (tone === 'good') return <Check aria-hidden="true" />
  if (tone === 'info') return <Info aria-hidden="true" />
  return <TriangleAlert aria-label={t`Caution`} />
}

/** What stands before the colon is the point; what follows explains it. */
function LeadInBold({ text }: { text: string }) {
  const [, lead, rest] = /^([^:]{3,80}?)(\s?: .+)$/s.exec(text) ?? []
  if (lead === undefined) return text
  return (
    <>
      <b>{lead}</b>
      {rest}
    </>
  )
}

function Facts({ candidate }: { candidate: MailboxCandidate }) {
  const { t } = useLingui()
  const { incoming, outgoing, authentication, sources, provider } = candidate
  const encryptions = {
    tls: t`TLS (from the start)`,
    starttls: 'STARTTLS',
    none: t`None`,
  }
  const signIns = {
    password: t`Password`,
    appPassword: t`Application password`,
    oauth: t`Authorisation (OAuth)`,
  }
  const origins: Record<MailboxCandidate['source'], string> = {
    srv: 'SRV',
    autoconfig: 'Autoconfig',
    provider: provider ?? t`Known provider`,
    mx: provider ?? 'MX',
    guess: t`Guessed`,
  }
  const facts = [
    { name: t`Encryption`, value: encryptions[incoming.security] },
    { name: t`Signing in`, value: signIns[authentication] },
    {
      name: t`Found by`,
      value: [...new Set(sources.map((source) => origins[source]))].join(', '),
    },
    { name: t`Sending`, value: outgoing?.host ?? '–' },
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
