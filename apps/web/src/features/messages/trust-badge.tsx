import type { Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Shield, ShieldCheck, ShieldX, UserRoundPlus } from 'lucide-react'
import { Badge } from '../../ui/badge.tsx'

/** How far the sender can be trusted; nothing while nobody has checked. */
export function TrustBadge({ message }: { message: Message }) {
  const { t } = useLingui()
  const { level, reasons } = message.trust
  const why = reasons.map((reason) => reason.text).join(' ')
  switch (level) {
    case 'verified':
      return (
        <Badge tone="ok" title={why}>
          <ShieldCheck /> {t`Sender verified`}
        </Badge>
      )
    case 'first':
      return (
        <Badge tone="neutral" title={why}>
          <UserRoundPlus /> {t`First time`}
        </Badge>
      )
    case 'danger':
      return (
        <Badge tone="danger" title={why}>
          <ShieldX /> {t`Likely impersonation`}
        </Badge>
      )
    case 'unknown':
      return wasChecked(message) ? (
        <Badge tone="neutral" title={why}>
          <Shield /> {t`Not verified`}
        </Badge>
      ) : null
  }
}

function wasChecked({ authentication }: Message): boolean {
  return Object.values(authentication).some((result) => result !== null)
}
