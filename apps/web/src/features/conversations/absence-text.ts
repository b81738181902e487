import { useLingui } from '@lingui/react/macro'
import { dayAndMonth } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { useDirectory } from './directory.ts'

const NOON = 'T12:00:00Z' // a time at which the day is the same in the time zones around

/** Says until when somebody is away and who stands in; undefined for whoever is there. */
export function useAbsenceText(): (userId: string) => string | undefined {
  const { t } = useLingui()
  const { away, users } = useDirectory()
  const now = useNow()
  return (userId) => {
    const absence = away.get(userId)
    if (!absence) return undefined
    const last = dayAndMonth(new Date(`${absence.to}${NOON}`), now)
    const standIn = absence.substituteId === null ? undefined : users.get(absence.substituteId)
    return standIn ? t`away until ${last}, ${standIn.name} stands in` : t`away until ${last}`
  }
}
