import type { ProtocolAdvice } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '../../ui/badge.tsx'

/** How good a protocol is for the mailbox, in a word. */
export function VerdictBadge({ verdict }: { verdict: ProtocolAdvice['verdict'] }) {
  const { t } = useLingui()
  const names = {
    recommended: t`Recommended`,
    possible: t`Possible`,
    fallback: t`In reserve`,
    notOffered: t`Not offered`,
  }
  return <Badge tone={verdict === 'recommended' ? 'info' : 'neutral'}>{names[verdict]}</Badge>
}
