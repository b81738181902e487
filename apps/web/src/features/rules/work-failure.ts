import { WORK_INTERRUPTED } from '@levee/contract'
import { t } from '@lingui/core/macro'

/** Why long work with a rule was given up, and what to do. */
export function failureText(problem: string | null): string {
  return problem === null || problem === WORK_INTERRUPTED
    ? t`It was given up, since the server was stopped each time it was at it. Try again: it goes on where it stopped.`
    : t`It was given up: “${problem}”. Try again, and it goes on where it stopped; if it fails again, tell whoever runs the server.`
}
