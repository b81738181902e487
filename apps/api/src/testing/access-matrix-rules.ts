import { admins, type Case, signedIn, type Subject } from './access-case.ts'

const aRule = () => ({
  name: 'X',
  enabled: false, // the mail of the other cases is sorted by nobody
  conditions: { all: [] },
  actions: [{ type: 'setPriority', priority: 'high' }],
})
const ofRule =
  (rest = '') =>
  (s: Subject) =>
    `/api/v1/rules/${s.ruleId}${rest}`
/** Where no work has this id. */
const ofWork =
  (kind: string, rest = '') =>
  (s: Subject) =>
    `/api/v1/rules/${kind}/${s.ruleId}${rest}`

/** Every route of the rules, and who may use it. */
export const ruleMatrix: Record<string, Case> = {
  'GET /api/v1/rules': { access: signedIn },
  'POST /api/v1/rules': { access: admins, body: aRule, answers: [201] },
  'PATCH /api/v1/rules/:id': {
    access: admins,
    needs: 'rule',
    url: ofRule(),
    body: () => ({ stop: true }),
  },
  'DELETE /api/v1/rules/:id': { access: admins, needs: 'rule', url: ofRule(), answers: [204] },
  'POST /api/v1/rules/:id/restore': {
    access: admins,
    needs: 'removedRule',
    url: ofRule('/restore'),
  },
  'GET /api/v1/rules/:id/versions': { access: admins, needs: 'rule', url: ofRule('/versions') },
  'POST /api/v1/rules/dry-run': { access: admins, body: () => ({ rule: aRule() }) },
  'POST /api/v1/rules/trials': {
    access: admins,
    body: () => ({ rule: aRule() }),
    answers: [202],
  },
  'GET /api/v1/rules/trials/:id': {
    access: admins,
    needs: 'rule',
    url: ofWork('trials'),
    answers: [404],
  },
  'POST /api/v1/rules/trials/:id/cancel': {
    access: admins,
    needs: 'rule',
    url: ofWork('trials', '/cancel'),
    answers: [404],
  },
  'GET /api/v1/rules/applications/:id': {
    access: admins,
    needs: 'rule',
    url: ofWork('applications'),
    answers: [404],
  },
  'POST /api/v1/rules/applications/:id/start': {
    access: admins,
    needs: 'rule',
    url: ofWork('applications', '/start'),
    answers: [404],
  },
  'POST /api/v1/rules/applications/:id/cancel': {
    access: admins,
    needs: 'rule',
    url: ofWork('applications', '/cancel'),
    answers: [404],
  },
  'POST /api/v1/rules/applications/:id/undo': {
    access: admins,
    needs: 'rule',
    url: ofWork('applications', '/undo'),
    answers: [404],
  },
  'POST /api/v1/rules/applications/:id/retry': {
    access: admins,
    needs: 'rule',
    url: ofWork('applications', '/retry'),
    answers: [404],
  },
  'POST /api/v1/rules/trials/:id/retry': {
    access: admins,
    needs: 'rule',
    url: ofWork('trials', '/retry'),
    answers: [404],
  },
  'GET /api/v1/rules/:id/applications': {
    access: admins,
    needs: 'rule',
    url: ofRule('/applications'),
  },
  'POST /api/v1/rules/:id/applications': {
    access: admins,
    needs: 'rule',
    url: ofRule('/applications'),
    body: () => ({}),
    answers: [202],
  },
  'POST /api/v1/rules/:id/rollback': {
    access: admins,
    needs: 'rule',
    url: ofRule('/rollback'),
    body: () => ({}),
    answers: [202],
  },
  'POST /api/v1/rules/:id/versions/:version/restore': {
    access: admins,
    needs: 'rule',
    url: ofRule('/versions/1/restore'),
  },
  'POST /api/v1/rules/exclusions': {
    access: admins,
    body: () => ({ rule: aRule(), falsePositives: [crypto.randomUUID()], matched: [] }),
  },
  'GET /api/v1/rules/export': { access: admins },
  'POST /api/v1/rules/import': {
    access: admins,
    body: () => ({ book: { format: 'levee-rules', version: 1, rules: [] }, mode: 'preview' }),
  },
  'POST /api/v1/rules/import/sieve': {
    access: admins,
    body: () => ({ script: 'stop;', mode: 'preview' }),
  },
  'GET /api/v1/rules/runs': { access: admins },
  'GET /api/v1/rules/webhook-secret': { access: admins },
  'PUT /api/v1/rules/order': {
    access: admins,
    needs: 'rule',
    body: (s) => ({ ids: [s.ruleId] }),
    answers: [200, 409], // the rules of other cases are there too
  },
}
