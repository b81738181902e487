import type { Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Shield, ShieldCheck, ShieldX, UserRoundPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Popover } from '../../ui/popover.tsx'
import styles from './trust-badge.module.css'
import { TrustExplanation } from './trust-explanation.tsx'

type Look = { tone: 'ok' | 'neutral' | 'warn' | 'danger'; icon: ReactNode; text: string }

/** How far the sender can be trusted, with the reasons at a click; nothing while nobody has checked. */
export function TrustBadge({ message }: { message: Message }) {
  const { t } = useLingui()
  const [anchor, setAnchor] = useState<Element | null>(null)
  const { level, reasons } = message.trust
  if (level === 'unknown' && reasons.length === 0 && message.authentication.source === null)
    return null
  const looks: Record<typeof level, Look> = {
    verified: { tone: 'ok', icon: <ShieldCheck />, text: t`Sender verified` },
    unknown: { tone: 'neutral', icon: <Shield />, text: t`Not verified` },
    first: { tone: 'warn', icon: <UserRoundPlus />, text: t`First time` },
    danger: { tone: 'danger', icon: <ShieldX />, text: t`Likely impersonation` },
  }
  const { tone, icon, text } = looks[level]
  return (
    <>
      <button
        type="button"
        className={styles.badge}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-label={t`${text}: why?`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Badge tone={tone}>
          {icon} {text}
        </Badge>
      </button>
      <Popover
        label={t`Whom this message comes from`}
        open={anchor !== null}
        onOpenChange={(open) => !open && setAnchor(null)}
        anchor={anchor}
      >
        <TrustExplanation message={message} title={text} />
      </Popover>
    </>
  )
}
