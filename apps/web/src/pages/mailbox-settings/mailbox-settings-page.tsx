import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { HealthCard } from '../../features/mailboxes/health-card.tsx'
import { ImportCard } from '../../features/mailboxes/import-card.tsx'
import { importState, isHandedItsMail } from '../../features/mailboxes/import-state.ts'
import { LedgerCard } from '../../features/mailboxes/ledger-card.tsx'
import { MailboxErrorNotice } from '../../features/mailboxes/mailbox-error-notice.tsx'
import { mailboxQuery } from '../../features/mailboxes/mailbox-queries.ts'
import { LastSync, MailboxStateBadge } from '../../features/mailboxes/mailbox-state-badge.tsx'
import { PauseButton } from '../../features/mailboxes/pause-button.tsx'
import { RemedyButton } from '../../features/mailboxes/remedy-button.tsx'
import { SetAsideNotice } from '../../features/mailboxes/set-aside-notice.tsx'
import { SilenceNotice } from '../../features/mailboxes/silence-notice.tsx'
import { SyncButton } from '../../features/mailboxes/sync-button.tsx'
import { useSession } from '../../features/session/session-queries.ts'
import { problemText } from '../../problem-text.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import card from '../settings/card.module.css'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AccessCard } from './access-card.tsx'
import { AlignmentCard } from './alignment-card.tsx'
import { ApprovalCard } from './approval-card.tsx'
import { IdentityCard } from './identity-card.tsx'
import { IncomingCard } from './incoming-card.tsx'
import { MaildropUseCard } from './maildrop-use-card.tsx'
import { OutgoingCard } from './outgoing-card.tsx'
import { SignatureCard } from './signature-card.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { ServerUseCard } from './server-use-card.tsx'

export function MailboxSettingsPage() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/settings/mailboxes/$id' })
  const mailbox = useQuery(mailboxQuery(id))
  if (mailbox.data) return <MailboxSettings key={id} mailbox={mailbox.data} />
  return (
    <SettingsPage title={t`Mailbox`}>
      {mailbox.error ? (
        <ErrorState
          error={mailbox.error}
          detail={problemText(mailbox.error)}
          onRetry={() => void mailbox.refetch()}
        />
      ) : (
        <Skeleton width="100%" height={190} />
      )}
    </SettingsPage>
  )
}

function MailboxSettings({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const isAdmin = useSession().user.role === 'admin'
  const protocol = mailbox.incoming?.protocol
  return (
    <SettingsPage
      title={mailbox.name}
      aside={
        <>
          <MailboxStateBadge mailbox={mailbox} />
          <span className={card.aside}>
            <LastSync mailbox={mailbox} />
          </span>
        </>
      }
      actions={<Actions mailbox={mailbox} isAdmin={isAdmin} />}
    >
      <MailboxErrorNotice
        mailbox={mailbox}
        action={isAdmin ? <RemedyButton mailbox={mailbox} /> : undefined}
      />
      <SilenceNotice mailbox={mailbox} />
      {importState(mailbox) !== 'done' && <ImportCard mailbox={mailbox} />}
      <HealthCard mailbox={mailbox} />
      <LedgerCard mailboxId={mailbox.id} />
      <SetAsideNotice mailboxId={mailbox.id} />
      {isAdmin && mailbox.incoming && (
        <>
          {protocol !== 'push' && <IncomingCard mailbox={mailbox} incoming={mailbox.incoming} />}
          {protocol !== 'push' && <SignInCard mailbox={mailbox} incoming={mailbox.incoming} />}
          <OutgoingCard mailbox={mailbox} />
          <SignatureCard mailbox={mailbox} />
          {mailbox.canSend && <AlignmentCard mailboxId={mailbox.id} />}
          {mailbox.canSend && <ApprovalCard mailboxId={mailbox.id} />}
          {protocol === 'imap' && <ServerUseCard mailbox={mailbox} incoming={mailbox.incoming} />}
          {protocol === 'pop3' && <MaildropUseCard mailbox={mailbox} incoming={mailbox.incoming} />}
          <AccessCard mailbox={mailbox} />
          <IdentityCard mailbox={mailbox} />
        </>
      )}
      <p>
        <Link to="/settings/mailboxes" className={buttonClass({ variant: 'ghost', size: 'small' })}>
          <ArrowLeft /> {t`All mailboxes`}
        </Link>
      </p>
    </SettingsPage>
  )
}

function Actions({ mailbox, isAdmin }: { mailbox: Mailbox; isAdmin: boolean }) {
  const { t } = useLingui()
  const hasServer = !isHandedItsMail(mailbox)
  return (
    <>
      {isAdmin && hasServer && <SyncButton mailboxId={mailbox.id} disabled={mailbox.paused} />}
      {isAdmin && hasServer && <PauseButton mailbox={mailbox} size="small" />}
      <Link
        to="/box/$mailbox/{-$reference}"
        params={{ mailbox: mailbox.id, reference: undefined }}
        className={buttonClass({ size: 'small' })}
      >
        {t`Open the mailbox`} <ArrowRight />
      </Link>
    </>
  )
}
