import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CloudOff, LoaderCircle, Pause, RefreshCw, Zap } from 'lucide-react'
import { timeAgo } from '../../formatting/dates.ts'
import { percent } from '../../formatting/numbers.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { importShare, importState, isHandedItsMail } from './import-state.ts'

/** Whether a mailbox is in step with its server, in a word. */
export function MailboxStateBadge({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  if (mailbox.paused) {
    return (
      <Badge tone="neutral">
        <Pause /> {t`Paused`}
      </Badge>
    )
  }
  if (mailbox.state === 'error') {
    return (
      <Badge tone="danger">
        <CloudOff /> {t`Interrupted`}
      </Badge>
    )
  }
  const state = importState(mailbox)
  if (state !== 'done') {
    const share = percent(importShare(mailbox))
    return (
      <Badge tone="info">
        <LoaderCircle /> {state === 'counting' ? t`Counting the mail` : t`Import ${share}`}
      </Badge>
    )
  }
  if (mailbox.state === 'syncing') {
    return (
      <Badge tone="info">
        <RefreshCw /> {t`Synchronising`}
      </Badge>
    )
  }
  return (
    <Badge tone="ok">
      <Zap /> {isHandedItsMail(mailbox) ? t`Ready` : t`In step`}
    </Badge>
  )
}

/** When a mailbox last agreed with its server; one that is handed its mail has none. */
export function LastSync({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const now = useNow()
  const at = mailbox.lastSyncAt
  if (isHandedItsMail(mailbox)) return <>{t`as mail arrives`}</>
  return <>{at === null ? t`Never yet` : timeAgo(new Date(at), now)}</>
}
