import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useNow } from '../../formatting/use-now.ts'
import { shownDeadline } from './deadline-text.ts'
import { useDirectory } from './directory.ts'
import { usePresent } from './presence-queries.ts'
import { usePresenceText } from './presence-text.ts'

/** What a screen reader says for a row: everything that it shows, in words. */
export function useRowName(conversation: Conversation): string {
  const { t } = useLingui()
  const { users, teams } = useDirectory()
  const now = useNow()
  const presence = usePresenceText()(usePresent(conversation.id))
  return useMemo(() => {
    const { assigneeId, teamId, messageCount, reference } = conversation
    const owner =
      (assigneeId && users.get(assigneeId)?.name) || (teamId && teams.get(teamId)?.name) || null
    return [
      conversation.unread && t`Unread`,
      conversation.from.name || conversation.from.address,
      messageCount > 1 && t`${messageCount} messages`,
      conversation.subject,
      shownDeadline(conversation, now)?.sentence,
      presence,
      owner ? t`Assigned to ${owner}` : t`Not assigned`,
      conversation.hasAttachments && t`Attachment`,
      conversation.trust === 'danger' && t`Suspicious`,
      conversation.isQuarantined && t`Unreadable`,
      conversation.sendState === 'failed' && t`Not sent`,
      conversation.sendState === 'bounced' && t`Not delivered`,
      conversation.sendState === 'awaitingApproval' && t`To approve`,
      conversation.sendState === 'scheduled' && t`Scheduled`,
      conversation.draftAuthorId && t`Draft`,
      reference && t`Number ${reference.replace('-', ' ')}`,
    ]
      .filter(Boolean)
      .join('. ')
  }, [conversation, users, teams, presence, now, t])
}
