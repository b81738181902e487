import type { Tx } from '@levee/db'
import { POLICY_PRESETS } from '@levee/domain'
import { insertCalendar, makeDefault } from './calendar-queries.ts'
import { usualCalendar } from './calendars.ts'
import { insertPolicy } from './policy-queries.ts'

type Founding = { organisation: string; locale: 'fr' | 'en'; timeZone: string; at: Date }

/** The calendar and the policy that an organisation begins with: its own hours, and everyday mail. */
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
  const everyday = POLICY_PRESETS.find(({ key }) => key === 'courtesy')
  if (!everyday) throw new Error('The preset of everyday mail is gone.')
  const policy = {
    name: everyday.name[locale],
    conditions: null,
    calendarId: null,
    targets: everyday.targets,
  }
  await insertPolicy(tx, { content: policy, authorId: null, at })
}

const FRENCH_ZONES = new Set(['Europe/Paris'])
