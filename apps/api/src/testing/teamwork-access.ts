import { type Case, members, signedIn, type Subject } from './access-case.ts'

const NOBODY = '00000000-0000-7000-8000-000000000000'
const ofConversation = (rest: string) => (s: Subject) =>
  `/api/v1/conversations/${s.conversationId}${rest}`

/** Who may use the routes by which people work together on mail. */
export const teamworkAccess: Record<string, Case> = {
  'POST /api/v1/conversations/:id/opened': { access: members, url: ofConversation('/opened') },
  'PUT /api/v1/conversations/:id/follow': {
    access: members,
    url: ofConversation('/follow'),
    answers: [204],
  },
  'DELETE /api/v1/conversations/:id/follow': {
    access: members,
    url: ofConversation('/follow'),
    answers: [204],
  },
  'GET /api/v1/conversations/:id/mentionable': {
    access: members,
    url: ofConversation('/mentionable'),
  },
  'PATCH /api/v1/conversations/:id/notes/:noteId': {
    access: members,
    url: ofConversation(`/notes/${NOBODY}`),
    body: () => ({ text: 'X' }),
    answers: [404],
  },
  'DELETE /api/v1/conversations/:id/notes/:noteId': {
    access: members,
    url: ofConversation(`/notes/${NOBODY}`),
    answers: [404],
  },
  'GET /api/v1/absences/:id/hand-over': {
    access: signedIn,
    url: () => `/api/v1/absences/${NOBODY}/hand-over`,
    answers: [404],
  },
  'POST /api/v1/absences/:id/hand-over': {
    access: signedIn,
    url: () => `/api/v1/absences/${NOBODY}/hand-over`,
    body: () => ({ moves: [{ id: NOBODY, assigneeId: NOBODY }] }),
    answers: [404],
  },
  'POST /api/v1/absences/:id/take-back': {
    access: signedIn,
    url: () => `/api/v1/absences/${NOBODY}/take-back`,
    body: () => ({}),
    answers: [404],
  },
  'GET /api/v1/conversations/:id/links': { access: members, url: ofConversation('/links') },
  'POST /api/v1/conversations/:id/links': {
    access: members,
    url: ofConversation('/links'),
    body: (s) => ({ kind: 'relatedTo', to: s.conversationId }),
    answers: [400],
  },
  'DELETE /api/v1/conversations/:id/links/:linkId': {
    access: members,
    url: ofConversation(`/links/${NOBODY}`),
    answers: [404],
  },
}
