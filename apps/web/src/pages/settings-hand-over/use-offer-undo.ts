import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { announce } from '../../announcer.tsx'
import { useUndoActivities } from '../../features/conversations/change-conversations.ts'
import { useRenewHandOver } from '../../features/hand-overs/hand-over-queries.ts'
import { problemText } from '../../problem-text.ts'
import { showToast } from '../../ui/toast-store.ts'

type Applied = { activityIds: string[]; failed: readonly unknown[] }

/** Says how many were given and offers to take that back. */
export function useOfferUndo(absenceId: string): (applied: Applied, text: string) => void {
  const { t } = useLingui()
  const undo = useUndoActivities()
  const renew = useRenewHandOver(absenceId)
  const takeBack = async (activityIds: string[]): Promise<void> => {
    try {
      await undo.mutateAsync(activityIds)
      showToast({ text: t`Undone.`, tone: 'done' })
    } catch (error) {
      showToast({ text: t`This can no longer be undone: ${problemText(error)}`, tone: 'problem' })
    }
    await renew()
  }
  return ({ activityIds, failed }, text) => {
    const left = failed.length
    const rest = plural(left, {
      one: '# is with somebody else by now.',
      other: '# are with somebody else by now.',
    })
    const said = left > 0 ? `${text} ${rest}` : text
    const run = () => void takeBack(activityIds)
    showToast({
      text: said,
      tone: left > 0 ? 'problem' : 'done',
      ...(activityIds.length > 0 && { action: { label: t`Undo`, run } }),
    })
    announce(said)
  }
}
