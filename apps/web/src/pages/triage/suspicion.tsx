import type { ConversationDetail, Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Pause } from 'lucide-react'
import { useDirectory } from '../../features/conversations/directory.ts'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { SuspicionAlert } from '../../features/trust/suspicion-alert.tsx'
import styles from './suspicion.module.css'

type SuspicionProps = {
  conversation: ConversationDetail
  message: Message
  onReport: () => void
}

/** The warning above a suspicious mail; its clock rests meanwhile. */
export function Suspicion({ conversation, message, onReport }: SuspicionProps) {
  const { t } = useLingui()
  const { me, users } = useDirectory()
  const queryClient = useQueryClient()
  const { claim } = message.trust
  const claimant = claim ? (users.get(claim.claimedBy)?.name ?? t`Somebody`) : undefined
  return (
    <div className={styles.suspicion}>
      <p className={styles.paused}>
        <Pause aria-hidden="true" /> {t`Deadline suspended as long as there is doubt`}
      </p>
      <SuspicionAlert
        conversation={conversation}
        message={message}
        claimant={claimant}
        isOwnClaim={claim?.claimedBy === me.id}
        onReport={onReport}
        onDeclared={() => refreshSoon(queryClient, { conversationId: conversation.id })}
      />
    </div>
  )
}
