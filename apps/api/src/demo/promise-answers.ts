import { POLICY_PRESETS, type PolicyPreset } from '@levee/domain'
import type { Deps } from '../deps.ts'
import {
  createPolicy,
  listCalendars,
  listPolicies,
  updateCalendar,
  updatePolicy,
} from '../features/deadlines/service.ts'
import type { Viewer } from '../http/viewer.ts'

const ALL_DAY = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
]
const FRIDAY = [{ from: '08:30', to: '12:30' }]

/** The hours of the town hall, an answer promised to everybody, and what the law grants for permits. */
export async function promiseAnswers(
  deps: Deps,
  admin: Viewer,
  permitTagId: string,
): Promise<void> {
  const [calendar] = await listCalendars(deps)
  const [fallback] = await listPolicies(deps)
  if (!calendar || !fallback)
    throw new Error('An organisation begins with a calendar and a policy.')
  const week = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, FRIDAY, [], []]
  await updateCalendar(deps, admin, calendar.id, { week })
  await updatePolicy(deps, admin, fallback.id, policyOf(presetOf('courtesy')))
  const nobody = { mailboxIds: [], teamIds: [], tagIds: [], priorities: [], channels: [] }
  await createPolicy(deps, admin, {
    ...policyOf(presetOf('frAdministration')),
    conditions: { ...nobody, tagIds: [permitTagId] },
    calendarId: null,
  })
}

function policyOf({ name, targets }: PolicyPreset) {
  return {
    name: name.fr,
    targets: targets.map((target) => ({
      ...target,
      pausedBy: [...target.pausedBy],
      warnings: [...target.warnings],
    })),
  }
}

function presetOf(key: string): PolicyPreset {
  const found = POLICY_PRESETS.find((preset) => preset.key === key)
  if (!found) throw new Error(`There is no policy "${key}" to begin with.`)
  return found
}
