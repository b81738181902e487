import type { PolicyDeadline } from '@levee/contract'

/** A deadline of a policy as the server explains it, with what a test cares about. */
export function aDeadline(part: Partial<PolicyDeadline> = {}): PolicyDeadline {
  return {
    id: '0190d000-0000-7000-8000-000000000001',
    kind: 'firstReply',
    startedAt: '2026-04-02T16:40:00.000Z',
    dueAt: '2026-04-08T15:00:00.000Z',
    state: 'running',
    metAt: null,
    pausedAt: null,
    isByHand: false,
    policyId: '0190d000-0000-7000-8000-000000000002',
    policyVersion: 3,
    calendarVersion: 2,
    trace: {
      kind: 'firstReply',
      length: { count: 3, unit: 'workingDays' },
      policy: { id: 'p', version: 3, name: 'Everyday mail' },
      calendar: { id: 'c', version: 2, name: 'Town hall' },
      timeZone: 'Europe/Paris',
      steps: [
        { step: 'started', at: '2026-04-02T16:40:00.000Z', by: 'received' },
        { step: 'startDay', date: '2026-04-02' },
        {
          step: 'counted',
          from: '2026-04-02T22:00:00.000Z',
          to: '2026-04-03T22:00:00.000Z',
          firstDay: '2026-04-03',
          lastDay: '2026-04-03',
          days: 1,
          minutes: 0,
        },
        {
          step: 'closed',
          firstDay: '2026-04-06',
          lastDay: '2026-04-06',
          days: 1,
          because: {
            kind: 'holiday',
            key: 'easterMonday',
            name: { fr: 'Lundi de Pâques', en: 'Easter Monday' },
          },
        },
        {
          step: 'paused',
          from: '2026-04-07T07:00:00.000Z',
          to: null,
          reason: 'onPurpose',
          note: 'The plan is asked for',
        },
        {
          step: 'due',
          at: '2026-04-08T15:00:00.000Z',
          lastDay: '2026-04-08',
          ends: 'closeOfBusiness',
        },
      ],
    },
    ...part,
  }
}
