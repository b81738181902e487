import { t } from '@lingui/core/macro'

/** Why long work with a rule was given up, and what to do. */
export function failureText(problem: string | null): string {
  return problem === null
    ? t`It was given up. What was not yet changed stays as it is; start it again.`
    : t`It was given up: “${problem}”. What was not yet changed stays as it is; start it again, or tell whoever runs the server.`
}
