import { t } from '@lingui/core/macro'
import { ProblemError } from './problem-error.ts'
import { refusalInWords } from './refusal-words.ts'

/** What went wrong, in a sentence for a person. */
export function problemText(error: unknown): string {
  if (!(error instanceof ProblemError)) return t`Something went wrong in this page. Reload it.`
  if (error.code === 'unreachable') return t`The server cannot be reached. Check the connection.`
  if (error.status === 403) return t`You may not do this.`
  if (error.status === 404) return t`This no longer exists, or you may not see it.`
  if (error.status >= 500) return t`The server failed. Try again in a moment.`
  return refusalInWords(error.message)
}
