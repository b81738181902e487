import { useLingui } from '@lingui/react/macro'
import type { ChosenRole } from './folder-roles.ts'

/** What folders are for, in words. */
export function useRoleNames(): Record<ChosenRole, string> {
  const { t } = useLingui()
  return { sent: t`Sent mail`, archive: t`Archived mail`, junk: t`Spam`, trash: t`Deleted mail` }
}
