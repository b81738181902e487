import { admins, type Case, managers, members, signedIn, type Subject } from './access-case.ts'

const aTemplate = () => ({ name: crypto.randomUUID(), language: 'fr', html: '<p>Bonjour</p>' })
const ofTemplate =
  (rest = '') =>
  (s: Subject) =>
    `/api/v1/templates/${s.templateId}${rest}`

/** Every route of the templates and of automatic answers, and who may use it. */
export const templateAccess: Record<string, Case> = {
  'GET /api/v1/acknowledgements': { access: admins },
  'PATCH /api/v1/acknowledgements': { access: admins, body: () => ({ most: 100 }) },
  'GET /api/v1/templates': { access: signedIn },
  'POST /api/v1/templates': { access: managers, body: aTemplate, answers: [201] },
  'PATCH /api/v1/templates/:id': {
    access: managers,
    needs: 'template',
    url: ofTemplate(),
    body: () => ({ folder: 'X' }),
  },
  'DELETE /api/v1/templates/:id': {
    access: managers,
    needs: 'template',
    url: ofTemplate(),
    answers: [204],
  },
  'POST /api/v1/templates/:id/restore': {
    access: managers,
    needs: 'removedTemplate',
    url: ofTemplate('/restore'),
  },
  'POST /api/v1/templates/preview': {
    access: members,
    body: (s) => ({
      ...aTemplate(),
      name: undefined,
      subject: null,
      conversationId: s.conversationId,
    }),
  },
  'POST /api/v1/templates/:id/preview': {
    access: members,
    needs: 'template',
    url: ofTemplate('/preview'),
    body: (s) => ({ conversationId: s.conversationId }),
  },
  'POST /api/v1/templates/:id/files': {
    access: signedIn,
    needs: 'template',
    url: ofTemplate('/files'),
    answers: [201],
  },
  'POST /api/v1/templates/:id/run': {
    access: members,
    needs: 'template',
    url: ofTemplate('/run'),
    body: (s) => ({ conversationId: s.conversationId, revision: s.revision }),
  },
  'GET /api/v1/templates/export': { access: managers },
  'POST /api/v1/templates/import': {
    access: managers,
    body: () => ({ levee: 'templates', templates: [] }),
  },
}
