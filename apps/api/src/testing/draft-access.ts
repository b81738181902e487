import { type Case, members, signedIn, type Subject } from './access-case.ts'

const ofDraft =
  (rest = '') =>
  (s: Subject) =>
    `/api/v1/conversations/${s.conversationId}/draft${rest}`
/** No new mail has this id: each person has their own, and to others there is none. */
const aNewMail = () => `/api/v1/drafts/${crypto.randomUUID()}`

/** A draft, as it is saved. */
export const draftOf = (more: object = {}) => ({
  mailboxId: null,
  to: ['Jeanne Morvan <jeanne@morvan.example>'],
  cc: [],
  bcc: [],
  subject: '',
  html: '<p>Bonjour</p>',
  attachmentIds: [],
  forwardOf: null,
  withOriginalAttachments: false,
  templateId: null,
  version: null,
  ...more,
})
const answer = { kind: 'reply', revision: 1 }

/** The routes of drafts and presence, and who may use them. */
export const draftAccess: Record<string, Case> = {
  'GET /api/v1/conversations/:id/draft': { access: members, url: ofDraft() },
  'PUT /api/v1/conversations/:id/draft': {
    access: members,
    url: ofDraft(),
    body: () => draftOf(answer),
  },
  'DELETE /api/v1/conversations/:id/draft': { access: members, url: ofDraft(), answers: [204] },
  'POST /api/v1/conversations/:id/draft/take-over': {
    access: members,
    url: ofDraft('/take-over'),
    needs: 'draft',
  },
  'GET /api/v1/conversations/:id/changes': {
    access: members,
    url: (s) => `/api/v1/conversations/${s.conversationId}/changes?since=0`,
  },
  'POST /api/v1/conversations': {
    access: members,
    body: (s) => ({ mailboxId: s.mailbox.id, to: ['ada@example.org'], text: 'Bonjour' }),
    answers: [202],
  },
  'POST /api/v1/conversations/:id/presence': {
    access: members,
    url: (s) => `/api/v1/conversations/${s.conversationId}/presence`,
    body: () => ({ state: 'viewing' }),
    answers: [204],
  },
  'GET /api/v1/presence': { access: signedIn },
  'GET /api/v1/drafts': { access: signedIn },
  'POST /api/v1/drafts': { access: signedIn, body: () => draftOf(), answers: [201] },
  'GET /api/v1/drafts/:id': { access: signedIn, url: aNewMail, answers: [404] },
  'PUT /api/v1/drafts/:id': {
    access: signedIn,
    url: aNewMail,
    body: () => draftOf(),
    answers: [404],
  },
  'DELETE /api/v1/drafts/:id': { access: signedIn, url: aNewMail, answers: [404] },
}
