import { useLingui } from '@lingui/react/macro'
import { Info, TriangleAlert } from 'lucide-react'
import type { FetchProtocol, Server } from '../../features/mailboxes/suggest-servers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import type { Discovery } from './mailbox-wizard-page.tsx'
import { ProtocolCard } from './protocol-card.tsx'

type FoundServerProps = {
  discovery: Discovery
  account: Server & { protocol: FetchProtocol }
  /** The settings are entered by hand: only what warns is said. */
  isManual: boolean
  onChoose: (server: Server) => void
}

/** What the search came to: the server that is chosen, why there is none, or that the search failed. */
export function FoundServer({ discovery, account, isManual, onChoose }: FoundServerProps) {
  const { t } = useLingui()
  const { data, error, retry } = discovery
  if (error) {
    return (
      <Banner
        tone="warn"
        icon={<TriangleAlert aria-hidden="true" />}
        action={<Button size="small" onClick={retry}>{t`Search again`}</Button>}
      >
        {t`The search for the servers failed: enter them by hand.`} {problemText(error)}
      </Banner>
    )
  }
  const { protocol: wanted } = account
  const way = data?.protocols.find(({ protocol }) => protocol === wanted)
  const candidates = data?.candidates.filter(({ protocol }) => protocol === wanted) ?? []
  const chosen = candidates.find(
    ({ incoming: { host, port } }) => host === account.host && port === account.port,
  )
  if (way && chosen && !isManual) {
    const rivals = candidates.filter((each) => each !== chosen).map(serverOf)
    return (
      <ProtocolCard candidate={chosen} verdict={way.verdict} rivals={rivals} onChoose={onChoose} />
    )
  }
  const warnings = (chosen ?? way)?.advice.filter(({ tone }) => tone === 'warn') ?? []
  const hints = chosen?.advice.filter(({ code }) => code === 'needsAppPassword') ?? []
  return [...warnings, ...hints].map(({ code, tone, text }) => (
    <Banner
      key={code}
      tone={tone === 'warn' ? 'warn' : 'info'}
      icon={tone === 'warn' ? <TriangleAlert aria-hidden="true" /> : <Info aria-hidden="true" />}
    >
      {text}
    </Banner>
  ))
}

function serverOf({ incoming: { host, port, security } }: { incoming: Server }): Server {
  return { host, port, security }
}
