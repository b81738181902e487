import type { Conversation, FilingSuggestion, LinkKind } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../announcer.tsx'
import { handleOf } from '../../features/conversations/conversation-queries.ts'
import { useDirectory } from '../../features/conversations/directory.ts'
import { isToFollow, useFollow } from '../../features/conversations/follow.ts'
import {
  useMergeConversations,
  useSplitConversation,
} from '../../features/conversations/regroup-conversations.ts'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { usePauseClock, useResumeClock } from '../../features/deadlines/clock-queries.ts'
import { useAddLink } from '../../features/links/link-queries.ts'
import type { TagChange } from '../../features/tags/tag-picker.tsx'
import { showToast } from '../../ui/toast-store.ts'
import type { TriageActions } from './use-triage-actions.ts'

/** What one does with mail, each with the sentence that tells it. */
export function useConversationActions(changes: TriageActions) {
  const { apply, regroup, refuse, reportPhishing } = changes
  const { t } = useLingui()
  const { me, users, teams, tags } = useDirectory()
  const merging = useMergeConversations()
  const splitting = useSplitConversation()
  const pausing = usePauseClock()
  const resuming = useResumeClock()
  const following = useFollow()
  const linking = useAddLink()
  const queryClient = useQueryClient()
  const clockChange = (id: string, text: string, change: () => Promise<{ activityId: string }>) =>
    regroup(text, async () => {
      const changed = await change()
      refreshSoon(queryClient, { conversationId: id })
      return changed
    })
  return {
    assign: (list: Conversation[], to: { assigneeId?: string | null; teamId?: string | null }) => {
      const name = nameOf(to.assigneeId, users) ?? nameOf(to.teamId, teams)
      apply(list, to, name === undefined ? t`Assignment removed.` : t`Assigned to ${name}.`)
    },
    take: (list: Conversation[]) => apply(list, { assigneeId: me.id }, t`Assigned to you.`),
    tag: (list: Conversation[], { name, add, remove }: TagChange) => {
      const text = add.length > 0 ? t`Tagged ${name}.` : t`Tag ${name} removed.`
      apply(list, { addTagIds: add, removeTagIds: remove }, text)
    },
    setDue: (list: Conversation[], dueAt: string | null, dueReason?: string) =>
      apply(
        list,
        { dueAt, ...(dueReason !== undefined && { dueReason }) },
        dueAt === null ? t`The date set by hand was taken back.` : t`Deadline set.`,
      ),
    pauseClock: (id: string, deadlineId: string, reason: string) =>
      clockChange(id, t`Deadline paused.`, () => pausing.mutateAsync({ id, deadlineId, reason })),
    resumeClock: (id: string, deadlineId: string) =>
      clockChange(id, t`The deadline runs again.`, () => resuming.mutateAsync({ id, deadlineId })),
    archive: (list: Conversation[]) =>
      apply(
        list,
        { status: 'archived' },
        say(
          list,
          t`Archived.`,
          plural(list.length, { one: '# mail archived.', other: '# mails archived.' }),
        ),
      ),
    wait: (list: Conversation[]) => apply(list, { status: 'waiting' }, t`Set waiting.`),
    reportSpam: (list: Conversation[]) => apply(list, { status: 'spam' }, t`Reported as spam.`),
    reportPhishing,
    /** What the key does: a suspicious mail is reported with its campaign. */
    report: (list: Conversation[]) => {
      const [only, ...others] = list
      if (only && others.length === 0 && only.trust === 'danger') reportPhishing(only)
      else apply(list, { status: 'spam' }, t`Reported as spam.`)
    },
    reopen: (list: Conversation[]) => apply(list, { status: 'open' }, t`Reopened.`),
    merge: (ids: string[]) => regroup(t`Merged.`, () => merging.mutateAsync(ids)),
    split: (id: string, messageIds: string[]) =>
      regroup(t`Split into mail of its own.`, () => splitting.mutateAsync({ id, messageIds })),
    takeSuggestion: (conversation: Conversation, kind: FilingSuggestion['kind'], id: string) => {
      const name = (kind === 'tag' ? tags : kind === 'team' ? teams : users).get(id)?.name ?? ''
      if (kind === 'tag') apply([conversation], { addTagIds: [id] }, t`Tagged ${name}.`)
      else
        apply(
          [conversation],
          kind === 'team' ? { teamId: id } : { assigneeId: id },
          t`Assigned to ${name}.`,
        )
    },
    follow: (list: Conversation[]) => {
      const follows = isToFollow(list)
      const ids = list.map(({ id }) => id)
      const text = follows ? t`Followed.` : t`No longer followed.`
      const said = () => {
        showToast({ text, tone: 'done' })
        announce(text)
      }
      if (ids.length > 0) following.mutate({ ids, follows }, { onSuccess: said, onError: refuse })
    },
    link: (id: string, kind: LinkKind, to: string) =>
      regroup(t`Linked.`, async () => {
        const linked = await linking.mutateAsync({ id, kind, to })
        for (const conversationId of [id, to]) refreshSoon(queryClient, { conversationId })
        return linked
      }),
    copyLink: async (conversation: Conversation) => {
      await navigator.clipboard.writeText(
        new URL(`/c/${handleOf(conversation)}`, location.href).href,
      )
      showToast({ text: t`Link copied.`, tone: 'done' })
      announce(t`Link copied.`)
    },
  }
}

function say(list: Conversation[], one: string, many: string): string {
  return list.length === 1 ? one : many
}

export type ConversationActions = ReturnType<typeof useConversationActions>

function nameOf(
  id: string | null | undefined,
  names: ReadonlyMap<string, { name: string }>,
): string | undefined {
  return id === null || id === undefined ? undefined : names.get(id)?.name
}
