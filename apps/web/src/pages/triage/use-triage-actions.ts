import type { Conversation } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../announcer.tsx'
import {
  type Changed,
  type Patch,
  useChangeConversations,
  useUndoActivities,
} from '../../features/conversations/change-conversations.ts'
import { useDirectory } from '../../features/conversations/directory.ts'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { useReportPhishing } from '../../features/trust/trust-queries.ts'
import { useWinnerText } from '../../features/conversations/winner-text.ts'
import { staysInView } from '../../features/conversations/stays-in-view.ts'
import type { ListFilter } from '../../features/conversations/views.ts'
import { problemText } from '../../problem-text.ts'
import { showToast, type Toast } from '../../ui/toast-store.ts'
import { dropUndo, popUndo, pushUndo } from './undo-stack.ts'

/** Moves on before rows leave the list; answers the mail that is looked at next. */
export type Leave = (ids: ReadonlySet<string>) => Conversation | undefined

/** Changes conversations: at once on the screen, with a way back. */
export function useTriageActions(filter: ListFilter | null, leave: Leave | null) {
  const { t } = useLingui()
  const { me, teams } = useDirectory()
  const teamIds = [...teams.values()]
    .filter((team) => team.memberIds.includes(me.id))
    .map(({ id }) => id)
  const viewer = { id: me.id, teamIds }
  const change = useChangeConversations(viewer)
  const undoActivities = useUndoActivities()
  const reportCampaign = useReportPhishing()
  const queryClient = useQueryClient()
  const winnerOf = useWinnerText()

  const offerUndo = (
    text: string,
    next: Conversation | undefined,
    takeBack: () => Promise<void>,
    until?: Toast['until'],
  ) => {
    pushUndo(takeBack)
    const run = () => {
      dropUndo(takeBack)
      void takeBack()
    }
    showToast({ text, tone: 'done', action: { label: t`Undo`, shortcut: 'Z', run }, until })
    announce(next ? t`${text} Press Z to undo. Next: ${next.subject}` : t`${text} Press Z to undo.`)
  }

  const refuse = (error: unknown) => {
    const winner = winnerOf(error)
    const text =
      winner === null
        ? t`Not changed: ${problemText(error)}`
        : t`Not changed: ${winner}. You see the latest state.`
    showToast({ text, tone: 'problem' })
    announce(text, 'assertive')
  }

  const takeBackActivities = async (activityIds: string[]) => {
    try {
      await undoActivities.mutateAsync(activityIds)
      showToast({ text: t`Undone.`, tone: 'done' })
      announce(t`Undone.`)
    } catch (error) {
      showToast({ text: t`This can no longer be undone: ${problemText(error)}`, tone: 'problem' })
    }
  }

  /** Applies `patch` to all of them and says so with `text`. */
  const apply = (conversations: Conversation[], patch: Patch, text: string) => {
    if (conversations.length === 0) return
    const leaving = conversations.filter(
      (one) => filter !== null && !staysInView({ ...one, ...patch }, filter.view, viewer),
    )
    const next = leave?.(new Set(leaving.map(({ id }) => id)))
    const changing = change.mutateAsync({ ids: conversations.map(({ id }) => id), patch })
    const takeBack = async () => {
      const done = await changing.catch(() => undefined)
      if (done) await takeBackActivities(done.activityIds)
    }
    offerUndo(text, next, takeBack)
    void report(changing, takeBack)
  }

  const report = async (changing: Promise<Changed>, takeBack: () => Promise<void>) => {
    try {
      const { failed } = await changing
      if (failed.length > 0) refuseSome(failed.length)
    } catch (error) {
      dropUndo(takeBack) // nothing was done
      refuse(error)
    }
  }

  /** Puts mail together or takes it apart, and says so with `text` when it is done. */
  const regroup = async (text: string, run: () => Promise<{ activityId: string | null }>) => {
    try {
      const { activityId } = await run()
      offerUndo(text, undefined, async () => {
        try {
          await undoActivities.mutateAsync(activityId === null ? [] : [activityId])
          showToast({ text: t`Undone.`, tone: 'done' })
          announce(t`Undone.`)
        } catch (error) {
          const problem = problemText(error)
          showToast({ text: t`This can no longer be undone: ${problem}`, tone: 'problem' })
        }
      })
    } catch (error) {
      refuse(error)
    }
  }

  const refuseSome = (count: number) => {
    const text = t`${count} of them could not be changed. You see their latest state.`
    showToast({ text, tone: 'problem' })
    announce(text, 'assertive')
  }

  /** Not shown before it is done: how much it concerns is only known then. */
  const reportPhishing = (conversation: Conversation) =>
    reportCampaign.mutate(conversation, {
      onSuccess: ({ activityId, quarantined }) => {
        const stays =
          filter === null || staysInView({ ...conversation, status: 'spam' }, filter.view, viewer)
        const next = stays ? undefined : leave?.(new Set([conversation.id]))
        refreshSoon(queryClient, { conversationId: conversation.id })
        const text = plural(quarantined, {
          one: 'Quarantined and reported.',
          other: 'Quarantined and reported: # mails of the same campaign.',
        })
        offerUndo(text, next, () => takeBackActivities([activityId]))
      },
      onError: refuse,
    })

  return {
    apply,
    reportPhishing,
    offerUndo,
    refuse,
    regroup,
    undoLast: () => {
      const takeBack = popUndo()
      if (takeBack) void takeBack()
      else announce(t`There is nothing to undo`)
    },
  }
}

export type TriageActions = ReturnType<typeof useTriageActions>
