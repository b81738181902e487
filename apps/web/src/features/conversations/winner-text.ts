import type { TimelineEntry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { hasStatus, ProblemError } from '../../problem-error.ts'
import { useActivityText } from './activity-text.ts'
import { useDirectory } from './directory.ts'

/** Who was faster, and with what, when a change was refused with 409; null for any other error. */
export function useWinnerText(): (error: unknown) => string | null {
  const { t } = useLingui()
  const { users } = useDirectory()
  const activityText = useActivityText()
  return (error) => {
    if (!(error instanceof ProblemError) || !hasStatus(error, 409)) return null
    const last = activitiesOf(error.problem.changes).at(-1)
    const did = last && activityText(last)
    if (!last || !did) return t`somebody else changed it a moment ago`
    const name = (last.actorId && users.get(last.actorId)?.name) ?? 'Levee'
    return t`${name} ${did} a moment ago`
  }
}

/** What the answer 409 tells under `changes`; anything else is no reason to fail twice. */
function activitiesOf(changes: unknown): TimelineEntry[] {
  if (typeof changes !== 'object' || changes === null || !('activities' in changes)) return []
  return Array.isArray(changes.activities) ? changes.activities : []
}
