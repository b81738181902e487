import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { KeyRound, SlidersHorizontal } from 'lucide-react'
import { buttonClass } from '../../ui/button.tsx'
import { mailboxError } from './mailbox-error.ts'
import { SyncButton } from './sync-button.tsx'

/** The one action that mends what is wrong with a mailbox. */
export function RemedyButton({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const remedy = mailboxError(mailbox)?.remedy
  if (remedy === undefined) return null
  if (remedy === 'retry') return <SyncButton mailboxId={mailbox.id} label={t`Try again now`} />
  return (
    <Link
      to="/settings/mailboxes/$id"
      params={{ id: mailbox.id }}
      hash={remedy === 'authorisation' ? 'sign-in' : 'connection'}
      className={buttonClass({ size: 'small' })}
    >
      {remedy === 'settings' ? <SlidersHorizontal /> : <KeyRound />}
      {remedy === 'password' && t`Enter the new password`}
      {remedy === 'authorisation' && t`Authorise again`}
      {remedy === 'settings' && t`Correct the settings`}
    </Link>
  )
}
