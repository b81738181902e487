import type { DeadlineKind } from '@levee/contract'
import { t } from '@lingui/core/macro'

/** What a deadline is for, in a few words. */
export function kindText(kind: DeadlineKind): string {
  switch (kind) {
    case 'acknowledge':
      return t`Acknowledgement`
    case 'firstReply':
      return t`First reply`
    case 'nextReply':
      return t`Next reply`
    case 'resolution':
      return t`Completion`
    case 'opinion':
      return t`Opinion`
    case 'statutory':
      return t`Legal limit`
  }
}
