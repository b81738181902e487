import type { SpreadProposal } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../announcer.tsx'
import {
  useChangeConversations,
  useUndoActivities,
} from '../../features/conversations/change-conversations.ts'
import { reportKeys } from '../../features/reports/report-queries.ts'
import { problemText } from '../../problem-text.ts'
import { showToast } from '../../ui/toast-store.ts'
import { dropUndo, pushUndo } from '../triage/undo-stack.ts'

type Move = SpreadProposal['moves'][number]

/** Gives mail to whom it was proposed for, all with one way back. */
export function useSpread(viewer: { id: string; teamIds: string[] }) {
  const { t } = useLingui()
  const queryClient = useQueryClient()
  const change = useChangeConversations(viewer)
  const undoing = useUndoActivities()
  const [isBusy, setIsBusy] = useState(false)
  const renew = () => queryClient.invalidateQueries({ queryKey: reportKeys.all })

  const takeBack = async (activityIds: string[]) => {
    try {
      await undoing.mutateAsync(activityIds)
      showToast({ text: t`Undone.`, tone: 'done' })
      announce(t`Undone.`)
    } catch (error) {
      showToast({ text: t`This can no longer be undone: ${problemText(error)}`, tone: 'problem' })
    }
    await renew()
  }

  const offerUndo = (text: string, activityIds: string[]) => {
    const undo = () => takeBack(activityIds)
    pushUndo(undo)
    const run = () => {
      dropUndo(undo)
      void undo()
    }
    showToast({ text, tone: 'done', action: { label: t`Undo`, shortcut: 'Z', run } })
    announce(t`${text} Press Z to undo.`)
  }

  /** Whether all went well is said in a toast; what was done before a failure can be undone. */
  const apply = async (moves: readonly Move[]): Promise<void> => {
    setIsBusy(true)
    const activityIds: string[] = []
    let refused = 0
    try {
      for (const [assigneeId, ids] of byReceiver(moves)) {
        // oxlint-disable-next-line no-await-in-loop -- one request per person, each starts from what the last one left
        const changed = await change.mutateAsync({ ids, patch: { assigneeId } })
        activityIds.push(...changed.activityIds)
        refused += changed.failed.length
      }
    } catch (error) {
      refuse(t`Not changed: ${problemText(error)}`)
    }
    setIsBusy(false)
    await renew()
    const given = activityIds.length
    const text = plural(given, { one: '# mail given away.', other: '# mails given away.' })
    if (given > 0) offerUndo(text, activityIds)
    if (refused > 0) refuse(t`${refused} of them could not be changed. You see their latest state.`)
  }
  return { apply, isBusy }
}

function refuse(text: string): void {
  showToast({ text, tone: 'problem' })
  announce(text, 'assertive')
}

function byReceiver(moves: readonly Move[]): Map<string, string[]> {
  const ids = new Map<string, string[]>()
  for (const { toUserId, conversationId } of moves) {
    ids.set(toUserId, [...(ids.get(toUserId) ?? []), conversationId])
  }
  return ids
}
