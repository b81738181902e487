import type { Closure } from '@levee/contract'
import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'

/** Why nobody works on a day. */
export function closureName(closure: Closure): string {
  switch (closure.kind) {
    case 'weekly':
      return t`closed`
    case 'holiday':
      return i18n.locale === 'fr' ? closure.name.fr : closure.name.en
    default:
      return closure.name
  }
}
