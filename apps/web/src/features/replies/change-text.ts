import type { ConversationChange } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'

/** Says what a change of status or assignee is; the page knows the names of people. */
export type DescribeChange = (change: ConversationChange) => string | null

/** What happened, after the name of whoever did it. */
export function useChangeText(describe: DescribeChange): (change: ConversationChange) => string {
  const { t } = useLingui()
  return (change) => {
    const { kind, subjects } = change
    if (subjects.includes('mail')) return t`wrote again`
    if (kind === 'replyCancelled') return t`took a reply back`
    if (subjects.includes('reply')) return t`replied`
    if (subjects.includes('note')) return t`wrote an internal note`
    return describe(change) ?? t`changed it`
  }
}
