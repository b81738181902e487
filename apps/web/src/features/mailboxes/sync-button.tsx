import { useLingui } from '@lingui/react/macro'
import { RefreshCw } from 'lucide-react'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useSyncMailbox } from './mailbox-queries.ts'

type SyncButtonProps = { mailboxId: string; label?: string; disabled?: boolean }

/** Asks for a full pass over the mailbox now. */
export function SyncButton({ mailboxId, label, disabled }: SyncButtonProps) {
  const { t } = useLingui()
  const sync = useSyncMailbox(mailboxId)
  return (
    <Button
      size="small"
      busy={sync.isPending}
      disabled={disabled}
      onClick={() =>
        sync.mutate(undefined, {
          onSuccess: () =>
            showToast({ tone: 'done', text: t`The mailbox is being compared with its server.` }),
          onError: (error) => showToast({ tone: 'problem', text: problemText(error) }),
        })
      }
    >
      <RefreshCw /> {label ?? t`Synchronise now`}
    </Button>
  )
}
