import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortDuration } from '../../formatting/durations.ts'
import { useCountdown } from '../../formatting/use-countdown.ts'
import { Banner } from '../../ui/banner.tsx'
import { mailboxError } from './mailbox-error.ts'

/** Why a mailbox stands still, what to do, and when Levee tries again. */
export function MailboxErrorNotice({ mailbox, action }: { mailbox: Mailbox; action?: ReactNode }) {
  const { t } = useLingui()
  const wait = useCountdown(mailbox.retryAt)
  const error = mailboxError(mailbox)
  if (error === null || mailbox.paused) return null
  const next = shortDuration(wait)
  return (
    <Banner tone="danger" icon={<CloudOff aria-hidden="true" />} action={action}>
      <b>{error.title}.</b> {error.advice}{' '}
      {error.remedy === 'retry' && t`Levee tries again by itself; nothing is lost.`}{' '}
      {wait > 0 ? t`Next try in ${next}.` : mailbox.retryAt !== null && t`Trying again …`}
    </Banner>
  )
}
