import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useOpenConversation } from '../../features/assignment/assignment-queries.ts'
import { useDirectory } from '../../features/conversations/directory.ts'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import type { TriageActions } from './use-triage-actions.ts'

/** Where a department gives what nobody has to who opens it first, opening it takes it; that can be undone. */
export function useOpenedFirst(
  offerBack: TriageActions['regroup'],
): (conversation: ConversationDetail) => void {
  const { t } = useLingui()
  const { me, teams, away } = useDirectory()
  const open = useOpenConversation()
  const queryClient = useQueryClient()
  return ({ id, teamId, assigneeId, status }) => {
    const team = teamId === null ? undefined : teams.get(teamId)
    const isFree = assigneeId === null && status === 'open' && !away.has(me.id)
    if (!isFree || !team?.assignsOnOpening || !team.memberIds.includes(me.id)) return
    open.mutate(id, {
      onSuccess: ({ activityId }) => {
        refreshSoon(queryClient, { conversationId: id })
        if (activityId !== null) void offerBack(t`Assigned to you.`, async () => ({ activityId }))
      },
    })
  }
}
