import { type Case, members, type Subject } from './access-case.ts'

const ofConversation = (rest: string) => (s: Subject) =>
  `/api/v1/conversations/${s.conversationId}${rest}`

/** Who may use the routes by which people work together on mail. */
export const teamworkAccess: Record<string, Case> = {
  'POST /api/v1/conversations/:id/opened': { access: members, url: ofConversation('/opened') },
}
