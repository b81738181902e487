import type { Conversation, ViewKey } from '@levee/contract'

type Viewer = { id: string; teamIds: readonly string[] }

/** Whether a conversation still belongs to a view after a change; the server decides in the end. */
export function staysInView(conversation: Conversation, view: ViewKey, viewer: Viewer): boolean {
  const { status, assigneeId, teamId, isNewsletter } = conversation
  const isOpen = status === 'open' || status === 'waiting'
  switch (view) {
    case 'unassigned':
      return status === 'open' && assigneeId === null
    case 'mine':
      return isOpen && assigneeId === viewer.id
    case 'team':
      return isOpen && assigneeId === null && teamId !== null && viewer.teamIds.includes(teamId)
    case 'dueSoon':
    case 'overdue':
      return status === 'open' && conversation.dueAt !== null && conversation.trust !== 'danger'
    case 'waiting':
      return status === 'waiting'
    case 'answered':
      return status === 'answered'
    case 'open':
      return isOpen
    case 'spam':
      return status === 'spam'
    case 'archive':
      return status === 'archived' && !isNewsletter
    case 'newsletters':
      return status === 'archived' && isNewsletter
    case 'followed':
      return conversation.isFollowed
    case 'quarantine':
    case 'all':
      return true
  }
}
