import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Plus } from 'lucide-react'
import { FolderProgress } from '../../features/mailboxes/folder-progress.tsx'
import { ImportCard } from '../../features/mailboxes/import-card.tsx'
import { importState } from '../../features/mailboxes/import-state.ts'
import { MailboxErrorNotice } from '../../features/mailboxes/mailbox-error-notice.tsx'
import { mailboxQuery } from '../../features/mailboxes/mailbox-queries.ts'
import { PauseButton } from '../../features/mailboxes/pause-button.tsx'
import { RateCard } from '../../features/mailboxes/rate-card.tsx'
import { RemedyButton } from '../../features/mailboxes/remedy-button.tsx'
import { SetAsideNotice } from '../../features/mailboxes/set-aside-notice.tsx'
import { useUsers } from '../../features/users/user-queries.ts'
import { problemText } from '../../problem-text.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './step-section.module.css'
import { WizardFrame } from './wizard-frame.tsx'

export function ImportStep({ mailboxId, leave }: { mailboxId: string; leave: () => void }) {
  const { t } = useLingui()
  const mailbox = useQuery(mailboxQuery(mailboxId))
  if (mailbox.data)
    return <Import mailbox={mailbox.data} at={mailbox.dataUpdatedAt} leave={leave} />
  return (
    <WizardFrame step="import" summary={{}} title={t`Import`} onLeave={leave} footer={null}>
      <div className={styles.sections}>
        {mailbox.error ? (
          <ErrorState
            error={mailbox.error}
            detail={problemText(mailbox.error)}
            onRetry={() => void mailbox.refetch()}
          />
        ) : (
          <Skeleton width="100%" height={190} />
        )}
      </div>
    </WizardFrame>
  )
}

/** `at`: when the mailbox was so (ms). */
type ImportProps = { mailbox: Mailbox; at: number; leave: () => void }

function Import({ mailbox, at, leave }: ImportProps) {
  const { t } = useLingui()
  const state = importState(mailbox)
  const titles = {
    counting: t`The import begins`,
    running: t`The import is running`,
    paused: t`The import is paused`,
    stopped: t`The import is interrupted`,
    done: t`The mailbox is connected`,
  }
  return (
    <WizardFrame
      step="import"
      summary={{
        address: mailbox.address,
        incoming: `${mailbox.incoming?.protocol.toUpperCase() ?? ''}, ${mailbox.incoming?.host ?? ''}`,
        sending: mailbox.outgoing ? `SMTP, ${mailbox.outgoing.host}` : t`Only receives`,
        folders: mailbox.incoming?.folders.join(', ') ?? '',
      }}
      deletion={mailbox.incoming?.deleteAfterDays ?? null}
      title={titles[state]}
      lead={
        state === 'done'
          ? t`From now on new mail appears by itself.`
          : t`The mail to be handled comes first: you can already work. Closing this page interrupts nothing.`
      }
      onLeave={leave}
      footer={<Ways mailbox={mailbox} />}
    >
      <div className={styles.sections}>
        <MailboxErrorNotice mailbox={mailbox} action={<RemedyButton mailbox={mailbox} />} />
        <ImportCard mailbox={mailbox} />
        {state !== 'counting' && (
          <div className={state === 'running' ? styles.wideAndNarrow : styles.wide}>
            <FolderProgress mailboxId={mailbox.id} isRunning={state === 'running'} />
            {state === 'running' && <RateCard mailbox={mailbox} at={at} />}
          </div>
        )}
        <SetAsideNotice mailboxId={mailbox.id} />
      </div>
    </WizardFrame>
  )
}

function Ways({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const alone = useUsers().length === 1
  const isDone = importState(mailbox) === 'done'
  return (
    <>
      {!isDone && <PauseButton mailbox={mailbox} />}
      <span className={styles.space} />
      {isDone && (
        <Link
          to="/settings/mailboxes/new/$step"
          params={{ step: 'address' }}
          className={buttonClass({ variant: 'ghost' })}
        >
          <Plus /> {t`Connect another mailbox`}
        </Link>
      )}
      {alone && (
        <Link to="/settings/users" className={buttonClass({ variant: 'ghost' })}>
          <Plus /> {t`Add colleagues`}
        </Link>
      )}
      <Link
        to="/box/$mailbox/{-$reference}"
        params={{ mailbox: mailbox.id, reference: undefined }}
        className={buttonClass({ variant: 'primary', size: 'large' })}
      >
        {t`Open the mailbox`} <ArrowRight />
      </Link>
    </>
  )
}
