import { admins, type Case, members, signedIn, type Subject } from './access-case.ts'

const ofMessage = (rest: string) => (s: Subject) => `/api/v1/messages/${s.messageId}${rest}`
const ofMailbox = (rest: string) => (s: Subject) => `/api/v1/mailboxes/${s.mailbox.id}${rest}`
const ofNoNotice = (rest: string) => () => `/api/v1/notices/${crypto.randomUUID()}${rest}`
const messageId = (s: Subject) => s.messageId

/** Who may see and change what has not left yet. */
export const outboxAccess: Record<string, Case> = {
  'GET /api/v1/outbox': {
    access: signedIn,
    needs: 'queuedReply',
    url: () => '/api/v1/outbox?group=queued&limit=200',
    shows: messageId,
  },
  'GET /api/v1/outbox/counts': { access: signedIn },
  'GET /api/v1/notices/unsent': { access: admins },
  'POST /api/v1/notices/:id/resend': { access: admins, url: ofNoNotice('/resend'), answers: [404] },
  'PATCH /api/v1/notices/:id': {
    access: admins,
    url: ofNoNotice(''),
    body: () => ({ dismissed: true }),
    answers: [404],
  },
  'PATCH /api/v1/messages/:id/sending': {
    access: members,
    needs: 'queuedReply',
    url: ofMessage('/sending'),
    body: () => ({ sendAt: null }),
  },
  'POST /api/v1/messages/:id/approve': {
    access: { allows: ['managerMember', 'admin'], refuses: 404 },
    needs: 'replyToApprove',
    url: ofMessage('/approve'),
    body: (s) => ({ revision: s.revision }),
    answers: [200],
    refusals: { member: 403, memberByTeam: 403 },
  },
  'POST /api/v1/messages/:id/return': {
    access: { allows: ['managerMember', 'admin'], refuses: 404 },
    needs: 'replyToApprove',
    url: ofMessage('/return'),
    body: () => ({ reason: 'X' }),
    refusals: { member: 403, memberByTeam: 403 },
  },
  'POST /api/v1/messages/:id/quotation': {
    access: members,
    url: ofMessage('/quotation'),
    body: () => ({ forward: false }),
  },
  'GET /api/v1/mailboxes/:id/sending': { access: members, url: ofMailbox('/sending') },
  'PUT /api/v1/mailboxes/:id/sending': {
    access: admins,
    url: ofMailbox('/sending'),
    body: () => ({ approval: 'managers', approverIds: [] }),
  },
  'POST /api/v1/mailboxes/:id/alignment': { access: admins, url: ofMailbox('/alignment') },
}
