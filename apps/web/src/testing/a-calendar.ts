import type { Calendar } from '@levee/contract'

const nineToFive = [{ from: '09:00', to: '17:00' }]

/** A calendar as the server sends it, with what a test cares about. */
export function aCalendar(part: Partial<Calendar> = {}): Calendar {
  return {
    id: '0190c000-0000-7000-8000-000000000001',
    version: 1,
    name: 'Town hall',
    timeZone: 'Europe/Paris',
    week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
    exceptions: [],
    holidays: null,
    feeds: [],
    isDefault: true,
    teamIds: [],
    mailboxIds: [],
    ...part,
  }
}
