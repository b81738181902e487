import type { Tx } from '@levee/db'
import { insertCalendar, makeDefault } from './calendars/calendar-queries.ts'
import { usualCalendar } from './calendars/calendars.ts'
import { insertPolicy } from './policy-queries.ts'

type Founding = { organisation: string; locale: 'fr' | 'en'; timeZone: string; at: Date }

/** The calendar and the fall-back policy that an organisation begins with. */
export async function setUpDeadlines(
  tx: Tx,
  { organisation, locale, timeZone, at }: Founding,
): Promise<void> {
  const isFrench = FRENCH_ZONES.has(timeZone)
  const content = {
    ...usualCalendar(organisation, timeZone),
    holidays: isFrench ? { country: 'FR', zone: null, worked: [] } : null,
  }
  await makeDefault(tx, await insertCalendar(tx, { content, authorId: null, at }))
  const policy = { name: NO_DEADLINE[locale], conditions: null, calendarId: null, targets: [] }
  await insertPolicy(tx, { content: policy, authorId: null, at })
}

/** Until somebody promises something, mail is due when somebody says so. */
const NO_DEADLINE = { fr: 'Sans échéance', en: 'No deadline' }
const FRENCH_ZONES = new Set(['Europe/Paris'])
