import { admins, type Case, everybody, members, signedIn, type Subject } from './access-case.ts'

const NOBODY = '00000000-0000-7000-8000-000000000000'
const urgent = { mailboxIds: [], teamIds: [], tagIds: [], priorities: ['urgent'], channels: [] }
const unique = () => crypto.randomUUID()
const ofConversation = (rest: string) => (s: Subject) =>
  `/api/v1/conversations/${s.conversationId}${rest}`

let days = 0
/** A day of its own: the absences of a person do not overlap. */
const aDay = () => {
  const day = new Date(Date.UTC(2030, 0, ++days)).toISOString().slice(0, 10)
  return { from: day, to: day }
}

/** Who may use the routes of calendars, policies and clocks. */
export const deadlineAccess: Record<string, Case> = {
  'GET /api/v1/calendars': { access: signedIn },
  'POST /api/v1/calendars': { access: admins, body: () => ({ name: unique() }), answers: [201] },
  'POST /api/v1/calendars/what-if': {
    access: admins,
    body: () => ({ id: NOBODY, draft: {} }),
    answers: [404],
  },
  'PATCH /api/v1/calendars/:id': {
    access: admins,
    url: () => `/api/v1/calendars/${NOBODY}`,
    body: () => ({ name: 'X' }),
    answers: [404],
  },
  'DELETE /api/v1/calendars/:id': {
    access: admins,
    url: () => `/api/v1/calendars/${NOBODY}`,
    answers: [404],
  },
  'POST /api/v1/calendars/:id/feeds': {
    access: admins,
    url: () => `/api/v1/calendars/${NOBODY}/feeds?name=X`,
    body: () => 'BEGIN:VCALENDAR',
    headers: { 'content-type': 'text/calendar' },
    answers: [404],
  },
  'POST /api/v1/calendars/:id/feeds/read': {
    access: admins,
    url: () => `/api/v1/calendars/${NOBODY}/feeds/read`,
    answers: [404],
  },
  'DELETE /api/v1/calendars/:id/feeds/:feedId': {
    access: admins,
    url: () => `/api/v1/calendars/${NOBODY}/feeds/${NOBODY}`,
    answers: [404],
  },
  'GET /api/v1/deadline-policies': { access: signedIn },
  'POST /api/v1/deadline-policies': {
    access: admins,
    body: () => ({ name: 'X', conditions: urgent, calendarId: null, targets: [] }),
    answers: [201],
  },
  'POST /api/v1/deadline-policies/what-if': {
    access: admins,
    body: () => ({ id: NOBODY, draft: null }),
    answers: [404],
  },
  'PATCH /api/v1/deadline-policies/:id': {
    access: admins,
    url: () => `/api/v1/deadline-policies/${NOBODY}`,
    body: () => ({ name: 'X' }),
    answers: [404],
  },
  'DELETE /api/v1/deadline-policies/:id': {
    access: admins,
    url: () => `/api/v1/deadline-policies/${NOBODY}`,
    answers: [404],
  },
  'GET /api/v1/deadline-policies/:id/versions': {
    access: admins,
    url: () => `/api/v1/deadline-policies/${NOBODY}/versions`,
    answers: [404],
  },
  'GET /api/v1/calendars/:id/versions': {
    access: admins,
    url: () => `/api/v1/calendars/${NOBODY}/versions`,
    answers: [404],
  },
  'GET /api/v1/deadline-recounts': { access: admins },
  'GET /api/v1/deadline-settings': { access: signedIn },
  'PATCH /api/v1/deadline-settings': { access: admins, body: () => ({ digestAt: '08:00' }) },
  'GET /api/v1/conversations/:id/deadlines/:deadlineId/trace': {
    access: { ...members, allows: [] },
    url: ofConversation(`/deadlines/${NOBODY}/trace`),
  },
  'POST /api/v1/conversations/:id/deadlines/what-if': {
    access: members,
    url: ofConversation('/deadlines/what-if'),
    body: () => ({ priority: 'high' }),
  },
  'POST /api/v1/conversations/:id/deadlines/:deadlineId/pause': {
    access: { ...members, allows: [] },
    url: ofConversation(`/deadlines/${NOBODY}/pause`),
    body: () => ({ reason: 'X' }),
  },
  'POST /api/v1/conversations/:id/deadlines/:deadlineId/resume': {
    access: { ...members, allows: [] },
    url: ofConversation(`/deadlines/${NOBODY}/resume`),
    body: () => ({}),
  },
  'GET /api/v1/absences': { access: signedIn },
  'POST /api/v1/absences': {
    access: { allows: ['member', 'managerMember', 'managerStranger', 'admin'], refuses: 403 },
    body: (s) => ({ userId: s.userId, ...aDay(), substituteId: null }),
    answers: [201],
  },
  'PATCH /api/v1/absences/:id': {
    access: signedIn,
    url: () => `/api/v1/absences/${NOBODY}`,
    body: () => ({ substituteId: null }),
    answers: [404],
  },
  'DELETE /api/v1/absences/:id': {
    access: signedIn,
    url: () => `/api/v1/absences/${NOBODY}`,
    answers: [404],
  },
  'GET /api/v1/deadline-feeds': { access: signedIn },
  'POST /api/v1/deadline-feeds': {
    access: signedIn,
    body: () => ({ teamId: null }),
    answers: [201],
  },
  'DELETE /api/v1/deadline-feeds/:id': {
    access: signedIn,
    url: () => `/api/v1/deadline-feeds/${NOBODY}`,
    answers: [404],
  },
  'GET /api/v1/feeds/:secret/deadlines.ics': {
    access: everybody,
    url: () => '/api/v1/feeds/levee_feed_x/deadlines.ics',
    answers: [404],
  },
  'GET /api/v1/browsers': { access: signedIn },
  'POST /api/v1/browsers': {
    access: signedIn,
    body: () => ({
      endpoint: `https://push.example/${unique()}`,
      // the browser's key and secret in the example of RFC 8291
      p256dh:
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    }),
    answers: [201],
  },
  'PATCH /api/v1/browsers/:id': {
    access: signedIn,
    url: () => `/api/v1/browsers/${NOBODY}`,
    body: () => ({ showsSubject: true }),
    answers: [404],
  },
  'DELETE /api/v1/browsers/:id': {
    access: signedIn,
    url: () => `/api/v1/browsers/${NOBODY}`,
    answers: [404],
  },
  'GET /api/v1/notice-settings': { access: signedIn },
  'PATCH /api/v1/notice-settings': { access: signedIn, body: () => ({ digest: true }) },
  'GET /api/v1/notifications': { access: signedIn },
  'POST /api/v1/notifications/read': { access: signedIn, body: () => ({}), answers: [204] },
}
