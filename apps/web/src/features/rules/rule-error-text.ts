import { t } from '@lingui/core/macro'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'

/** Why a rule could not be saved or restored. */
export function ruleErrorText(error: unknown): string {
  return hasStatus(error, 409)
    ? t`Somebody has changed this rule in the meantime. Its newest version is shown in the history: look at it, then try again.`
    : problemText(error)
}
