import { type Case, managers } from './access-case.ts'

/** Who may use the routes of reports. */
export const reportAccess: Record<string, Case> = {
  'GET /api/v1/reports/deadlines': { access: managers },
  'GET /api/v1/reports/volume': { access: managers },
  'GET /api/v1/reports/times': { access: managers },
  'GET /api/v1/reports/deadlines.csv': { access: managers },
  'GET /api/v1/reports/deadlines.pdf': { access: managers },
  'GET /api/v1/reports/deadlines/forecast': { access: managers },
  'POST /api/v1/reports/deadlines/spread': {
    access: managers,
    body: () => ({ date: '2026-03-03' }),
  },
}
