import type { MailboxDiscovery } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Check, Minus, X } from 'lucide-react'
import { classNames } from '../../ui/class-names.ts'
import styles from './discovery-sources.module.css'

type Source = MailboxDiscovery['sources'][number]

/** Who was asked for the settings, and what each said. */
export function DiscoverySources({ discovery }: { discovery: MailboxDiscovery }) {
  const { t } = useLingui()
  const names: Record<Source['source'], string> = {
    srv: t`SRV record`,
    autoconfig: 'Autoconfig',
    mx: 'MX',
    guess: t`Usual names`,
  }
  if (discovery.sources.length === 0) return null
  return (
    <ul className={styles.sources} aria-label={t`Who was asked`}>
      {discovery.sources.map((source) => (
        <li key={source.source} className={styles.source}>
          <Mark outcome={source.outcome} />
          <b>{names[source.source]}</b>
          <SourceDetail source={source} discovery={discovery} />
        </li>
      ))}
    </ul>
  )
}

function Mark({ outcome }: Pick<Source, 'outcome'>) {
  const { t } = useLingui()
  return (
    <span
      className={classNames(
        styles.mark,
        outcome === 'found' && styles.found,
        outcome === 'failed' && styles.failed,
      )}
    >
      {outcome === 'found' && <Check aria-label={t`Found`} />}
      {outcome === 'nothing' && <Minus aria-hidden="true" />}
      {outcome === 'failed' && <X aria-label={t`Failed`} />}
    </span>
  )
}

function SourceDetail({ source, discovery }: { source: Source; discovery: MailboxDiscovery }) {
  const { t } = useLingui()
  const { outcome, detail } = source
  const said = (): string => {
    if (outcome === 'failed') return t`no answer`
    if (outcome === 'nothing') return t`nothing announced`
    if (source.source !== 'mx') return detail
    return discovery.provider ?? (discovery.hasOwnServer ? t`a server of the domain` : detail)
  }
  return <span title={detail || undefined}>{said()}</span>
}
