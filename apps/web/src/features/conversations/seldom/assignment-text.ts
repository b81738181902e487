import type { AssignmentReason } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { dayAndMonth } from '../../../formatting/dates.ts'
import { useNow } from '../../../formatting/use-now.ts'
import { useDirectory } from '../directory.ts'

const NOON = 'T12:00:00Z' // a time at which the day is the same in the time zones around

/** Why Levee gave a mail to somebody, in a sentence without its full stop. */
export function useAssignmentText(): (reason: AssignmentReason) => string {
  const { t } = useLingui()
  const { users, teams } = useDirectory()
  const now = useNow()
  const nameOf = (id: string | null): string => (id && users.get(id)?.name) || t`somebody`
  const dayOf = (date: string): string => dayAndMonth(new Date(`${date}${NOON}`), now)
  return (reason) => [absent(reason), choice(reason), ...away(reason)].filter(Boolean).join('; ')

  function absent({ insteadOf }: AssignmentReason): string {
    if (!insteadOf) return ''
    const who = nameOf(insteadOf.userId)
    if (insteadOf.until === null) return t`${who} has left`
    const last = dayOf(insteadOf.until)
    return t`${who} is away until ${last}`
  }

  function choice({ mode, userId, teamId, after, among }: AssignmentReason): string {
    const who = nameOf(userId)
    switch (mode) {
      case 'leastLoaded': {
        const open = among.find((each) => each.userId === userId)?.open ?? 0
        const count = among.length
        const has = plural(open, { one: '# open mail', other: '# open mails' })
        return t`${who}: ${has}, least of ${count}`
      }
      case 'roundRobin': {
        const before = nameOf(after)
        return after === null ? t`${who} has the first turn` : t`${who} comes after ${before}`
      }
      case 'opening':
        return t`${who} opened it first`
      case 'standIn':
        return t`${who} stands in`
      case 'team': {
        const team = (teamId && teams.get(teamId)?.name) || t`the department`
        return teamId === null ? t`it waits for somebody` : t`nobody of ${team} is there to have it`
      }
    }
  }

  function away({ away: absentees }: AssignmentReason): string[] {
    return absentees.map(({ userId, until }) => {
      const [who, last] = [nameOf(userId), dayOf(until)]
      return t`${who} is away until ${last}`
    })
  }
}

/** The reason that an entry of the log keeps, where Levee chose. */
export function assignmentIn(after: Record<string, unknown> = {}): AssignmentReason | undefined {
  const { assignment } = after
  return isReason(assignment) ? assignment : undefined
}

function isReason(value: unknown): value is AssignmentReason {
  return typeof value === 'object' && value !== null && 'mode' in value && 'among' in value
}
