import type { MailboxOAuth } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { KeyRound } from 'lucide-react'
import { useNow } from '../../formatting/use-now.ts'
import { Badge } from '../../ui/badge.tsx'

const DAY = 86_400_000 // ms

/** Says that a mailbox has to be authorised again, and how soon; nothing while nobody has to act. */
export function AuthorisationBadge({ oauth }: { oauth: MailboxOAuth | undefined }) {
  const { t } = useLingui()
  const now = useNow()
  if (oauth === undefined || oauth.state === 'valid') return null
  if (oauth.state === 'refused' || oauth.endsAt === null) {
    return (
      <Badge tone="danger">
        <KeyRound /> {t`Authorise again`}
      </Badge>
    )
  }
  const days = Math.max(0, Math.floor((Date.parse(oauth.endsAt) - now.getTime()) / DAY))
  return (
    <Badge tone="warn">
      <KeyRound />{' '}
      {plural(days, {
        0: 'Authorisation ends today',
        one: 'Authorisation ends in # day',
        other: 'Authorisation ends in # days',
      })}
    </Badge>
  )
}
