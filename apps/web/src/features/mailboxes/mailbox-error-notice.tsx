import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { roughDuration } from '../../formatting/durations.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Banner } from '../../ui/banner.tsx'
import { mailboxError } from './mailbox-error.ts'

/** Why a mailbox stands still, what to do, and when Levee tries again. */
export function MailboxErrorNotice({ mailbox, action }: { mailbox: Mailbox; action?: ReactNode }) {
  const { t } = useLingui()
  const now = useNow()
  const error = mailboxError(mailbox)
  if (error === null || mailbox.paused) return null
  const wait = mailbox.retryAt === null ? 0 : (Date.parse(mailbox.retryAt) - now.getTime()) / 1000
  const next = roughDuration(wait)
  return (
    <Banner tone="danger" icon={<CloudOff aria-hidden="true" />} action={action}>
      <b>{error.title}.</b> {error.advice}{' '}
      {error.remedy === 'retry' && t`Levee tries again by itself; nothing is lost.`}{' '}
      {wait > 0 && t`Next try in ${next}.`}
    </Banner>
  )
}
