import {
  admins,
  type Case,
  everybody,
  managers,
  members,
  signedIn,
  type Subject,
} from './access-case.ts'
import { ruleMatrix } from './access-matrix-rules.ts'
import { outboxAccess } from './outbox-access.ts'
import { deadlineAccess } from './deadline-access.ts'
import { draftAccess } from './draft-access.ts'
import { reportAccess } from './report-access.ts'
import { templateAccess } from './template-access.ts'
import { aLetter } from './replying.ts'
import { teamworkAccess } from './teamwork-access.ts'

const setUp = {
  organisation: 'X',
  name: 'X',
  email: 'x@port-leveque.example',
  password: 'un long mot de passe',
}
const raw = { 'content-type': 'message/rfc822' }
const multipart = {
  'content-type': 'multipart/form-data; boundary=b',
}
const aFile =
  '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nA\r\n--b--\r\n'
const unique = () => crypto.randomUUID()
const aMailbox = () => ({
  name: 'X',
  address: `${unique()}@port-leveque.example`,
  incoming: { protocol: 'push' },
})

const ofMailbox =
  (rest = '') =>
  (s: Subject) =>
    `/api/v1/mailboxes/${s.mailbox.id}${rest}`
const ofConversation =
  (rest = '') =>
  (s: Subject) =>
    `/api/v1/conversations/${s.conversationId}${rest}`
const ofMessage =
  (rest = '') =>
  (s: Subject) =>
    `/api/v1/messages/${s.messageId}${rest}`
const mailboxId = (s: Subject) => s.mailbox.id

/** Every route of the application, and who may use it. */
export const matrix: Record<string, Case> = {
  ...ruleMatrix,
  ...templateAccess,
  ...outboxAccess,
  'GET /*': { access: everybody, url: () => '/login', answers: [200, 404] },
  'GET /api/health': { access: everybody },
  'GET /metrics': { access: everybody },
  'GET /api/v1/openapi.json': { access: everybody },
  'GET /api/v1/events': { access: signedIn },
  'GET /api/v1/setup': { access: everybody },
  'POST /api/v1/setup': { access: everybody, body: () => setUp, answers: [409] },
  'POST /api/v1/session': {
    access: everybody,
    body: () => ({ email: 'x', password: 'x' }),
    answers: [401, 429],
  },
  'GET /api/v1/session': { access: signedIn },
  'PATCH /api/v1/session': { access: signedIn, body: () => ({ locale: 'fr' }) },
  'DELETE /api/v1/session': { access: signedIn, answers: [204] },
  'GET /api/v1/users': { access: signedIn },
  'POST /api/v1/users': {
    access: admins,
    body: () => ({ name: 'X', email: `${unique()}@port-leveque.example`, role: 'staff' }),
    answers: [201],
  },
  'GET /api/v1/users/:id': { access: signedIn, url: (s) => `/api/v1/users/${s.userId}` },
  'PATCH /api/v1/users/:id': {
    access: admins,
    url: (s) => `/api/v1/users/${s.userId}`,
    body: () => ({ name: 'Y' }),
  },
  'GET /api/v1/teams': { access: signedIn },
  'POST /api/v1/teams': { access: admins, body: () => ({ name: unique() }), answers: [201] },
  'PATCH /api/v1/teams/:id': {
    access: admins,
    needs: 'team',
    url: (s) => `/api/v1/teams/${s.teamId}`,
    body: () => ({ name: unique() }),
  },
  'DELETE /api/v1/teams/:id': {
    access: admins,
    needs: 'team',
    url: (s) => `/api/v1/teams/${s.teamId}`,
    answers: [204],
  },
  ...deadlineAccess,
  ...reportAccess,
  ...draftAccess,
  ...teamworkAccess,
  'GET /api/v1/tags': { access: signedIn },
  'POST /api/v1/tags': { access: signedIn, body: () => ({ name: unique() }), answers: [201] },
  'PATCH /api/v1/tags/:id': {
    access: managers,
    needs: 'tag',
    url: (s) => `/api/v1/tags/${s.tagId}`,
    body: () => ({ color: 'reed' }),
  },
  'DELETE /api/v1/tags/:id': {
    access: admins,
    needs: 'tag',
    url: (s) => `/api/v1/tags/${s.tagId}`,
    answers: [204],
  },
  'GET /api/v1/mailboxes': { access: signedIn, shows: mailboxId },
  'POST /api/v1/mailboxes': {
    access: admins,
    body: aMailbox,
    answers: [201],
  },
  'POST /api/v1/mailboxes/discover': { access: admins, body: () => ({ address: 'x@x.example' }) },
  'POST /api/v1/mailboxes/test-mail': {
    access: admins,
    body: aMailbox,
    answers: [400],
  },
  'POST /api/v1/mailboxes/:id/test-mail': {
    access: admins,
    url: ofMailbox('/test-mail'),
    answers: [400],
  },
  'POST /api/v1/mailboxes/check': {
    access: admins,
    body: aMailbox,
  },
  'POST /api/v1/mailboxes/oauth/start': { access: admins, body: () => ({}), answers: [400] },
  'POST /api/v1/mailboxes/oauth/:id/poll': {
    access: admins,
    url: () => `/api/v1/mailboxes/oauth/${unique()}/poll`,
    answers: [404],
  },
  'GET /oauth/callback': { access: admins, url: () => '/oauth/callback?state=x', answers: [303] },
  'GET /api/v1/mailboxes/:id': { access: members, url: ofMailbox() },
  'PATCH /api/v1/mailboxes/:id': { access: admins, url: ofMailbox(), body: () => ({ name: 'Y' }) },
  // one with mail is kept
  'DELETE /api/v1/mailboxes/:id': { access: admins, url: ofMailbox(), answers: [409] },
  'POST /api/v1/mailboxes/:id/sync': { access: members, url: ofMailbox('/sync'), answers: [202] },
  'GET /api/v1/mailboxes/:id/health': { access: members, url: ofMailbox('/health') },
  'GET /api/v1/mailboxes/:id/ledger': { access: members, url: ofMailbox('/ledger') },
  'GET /api/v1/mailboxes/:id/ledger/:fate': { access: members, url: ofMailbox('/ledger/filed') },
  'POST /api/v1/mailboxes/:id/messages': {
    access: members,
    url: ofMailbox('/messages'),
    body: () => aLetter(),
    headers: raw,
    answers: [201],
  },
  'GET /api/v1/conversations': { access: signedIn, shows: (s) => s.conversationId },
  'GET /api/v1/conversations/:id': { access: members, url: ofConversation() },
  'GET /api/v1/conversations/:id/explanation': {
    access: members,
    url: ofConversation('/explanation'),
  },
  'GET /api/v1/conversations/:id/suggestions': {
    access: members,
    url: ofConversation('/suggestions'),
  },
  'PATCH /api/v1/conversations/:id': {
    access: members,
    url: ofConversation(),
    body: ({ revision }) => ({ revision, priority: 'high' }),
  },
  'POST /api/v1/conversations/bulk': {
    access: signedIn,
    body: (s) => ({ ids: [s.conversationId], patch: { priority: 'high' } }),
    shows: () => '"priority":"high"',
  },
  'POST /api/v1/conversations/merge': {
    access: members,
    needs: 'secondConversation',
    body: (s) => ({ ids: [s.conversationId, s.secondConversationId] }),
  },
  'POST /api/v1/conversations/:id/split': {
    access: members,
    url: ofConversation('/split'),
    body: (s) => ({ messageIds: [s.messageId] }),
    answers: [400], // it is the only message
  },
  'POST /api/v1/conversations/:id/read': {
    access: members,
    url: ofConversation('/read'),
    body: () => ({ read: true }),
    answers: [204],
  },
  'POST /api/v1/conversations/:id/register': {
    access: members,
    url: ofConversation('/register'),
    answers: [200, 409],
  },
  'POST /api/v1/undo/:activityId': {
    access: members,
    needs: 'activity',
    url: (s) => `/api/v1/undo/${s.activityId}`,
    answers: [200, 409],
  },
  'GET /api/v1/counts': { access: signedIn, shows: mailboxId },
  'GET /api/v1/messages/:id': { access: members, url: ofMessage() },
  'GET /api/v1/messages/:id/source': { access: members, url: ofMessage('/source') },
  'GET /api/v1/messages/:id/html': { access: members, url: ofMessage('/html') },
  'GET /api/v1/messages/:id/images': {
    access: members,
    url: ofMessage('/images?url=https%3A%2F%2Fa.example%2F&expires=1&signature=x'),
    answers: [403], // nobody has its key
  },
  'PUT /api/v1/messages/:id/remote-images': {
    access: members,
    url: ofMessage('/remote-images'),
    body: () => ({ remoteImages: 'shown' }),
  },
  'GET /api/v1/messages/:id/attachments/:index': {
    access: members,
    url: ofMessage('/attachments/0'),
  },
  'GET /api/v1/messages/:id/attachments/:index/preview': {
    access: members,
    url: ofMessage('/attachments/0/preview'),
  },
  'GET /api/v1/messages/:id/attachments/:index/pages/:page': {
    access: members,
    url: ofMessage('/attachments/0/pages/1'),
    answers: [404], // it is a text
  },
  'POST /api/v1/conversations/:id/notes': {
    access: members,
    url: ofConversation('/notes'),
    body: () => ({ text: 'Vu.' }),
    answers: [201],
  },
  'POST /api/v1/conversations/:id/replies': {
    access: members,
    url: ofConversation('/replies'),
    body: ({ revision }) => ({ revision, text: 'Bonjour' }),
    answers: [202],
  },
  'POST /api/v1/messages/:id/reread': { access: members, url: ofMessage('/reread') },
  'POST /api/v1/conversations/:id/report': {
    access: members,
    url: ofConversation('/report'),
    body: ({ revision }) => ({ revision }),
  },
  'POST /api/v1/conversations/:id/legitimate': {
    access: members,
    url: ofConversation('/legitimate'),
    body: ({ revision }) => ({ revision, reason: 'Confirmed by telephone' }),
    answers: [409], // there is nothing suspicious about the letter
  },
  'POST /api/v1/messages/:id/cancel': {
    access: members,
    needs: 'queuedReply',
    url: ofMessage('/cancel'),
  },
  'POST /api/v1/messages/:id/retry': {
    access: members,
    needs: 'failedReply',
    url: ofMessage('/retry'),
    answers: [202],
  },
  'GET /api/v1/writing': { access: signedIn, shows: mailboxId },
  'PATCH /api/v1/writing': { access: signedIn, body: () => ({ undoSeconds: 10 }) },
  'PUT /api/v1/mailboxes/:id/signature': {
    access: admins,
    url: ofMailbox('/signature'),
    body: () => ({ signature: '<p>X</p>' }),
  },
  'GET /api/v1/recipients': {
    access: signedIn,
    url: () => '/api/v1/recipients?q=morvan',
    shows: () => 'jeanne@morvan.example',
  },
  'GET /api/v1/attachments/:id': {
    access: signedIn,
    url: () => `/api/v1/attachments/${unique()}`,
    answers: [404], // one's own only, of which there is none here: uploads.test.ts
  },
  'POST /api/v1/attachments': {
    access: signedIn,
    body: () => aFile,
    headers: multipart,
    answers: [201],
  },
}
