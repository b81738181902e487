import type { Conversation, ConversationDetail, ViewKey } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../announcer.tsx'
import { useDirectory } from '../../features/conversations/directory.ts'
import { useMarkRead, useRegister } from '../../features/conversations/mark-read.ts'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { staysInView } from '../../features/conversations/stays-in-view.ts'
import { useCancelReply } from '../../features/replies/reply-queries.ts'
import { fullDate } from '../../formatting/dates.ts'
import { problemText } from '../../problem-text.ts'
import { showToast } from '../../ui/toast-store.ts'
import type { FocusRequest } from '../../ui/use-focus-request.ts'
import type { ComposerMode } from './composer-dock.tsx'
import type { PickerKind } from './picker-popover.tsx'
import type { ReaderProps } from './reader.tsx'
import type { ReaderCommands } from './reader-toolbar.tsx'
import type { ConversationActions } from './use-conversation-actions.ts'
import type { Cursor } from './use-cursor.ts'
import { useOpenedFirst } from './use-opened-first.ts'
import type { Leave, TriageActions } from './use-triage-actions.ts'

type ReaderSurroundings = {
  mode: ComposerMode | null
  setMode: (mode: ComposerMode | null) => void
  /** The list beside it; null where the mail stands alone. */
  cursor: Cursor | null
  leave: Leave | null
  actions: ConversationActions
  changes: TriageActions
  view: ViewKey
  focusRequest: FocusRequest
  move: (step: 1 | -1) => void
  close: () => void
  pick: (kind: PickerKind, conversation: Conversation, anchor: Element) => void
}

/** What the reader does when its commands are used. */
export function useReader(around: ReaderSurroundings): Omit<ReaderProps, 'handle'> {
  const { cursor, actions, changes, move, close, pick } = around
  const queryClient = useQueryClient()
  const markRead = useMarkRead()
  const register = useRegister()
  const onReplySent = useReplySent(around)
  const onUndoable: ReaderProps['onUndoable'] = (id, text, run) =>
    changes.regroup(text, async () => {
      const done = await run()
      refreshSoon(queryClient, { conversationId: id })
      return done
    })
  const commandsFor = (conversation: ConversationDetail): ReaderCommands => ({
    previous: cursor?.neighbour(-1) && (() => move(-1)),
    next: cursor?.neighbour(1) && (() => move(1)),
    close,
    pick: (kind, anchor) => pick(kind, conversation, anchor),
    archive: () => actions.archive([conversation]),
    wait: () => actions.wait([conversation]),
    spam: () => actions.reportSpam([conversation]),
    reportPhishing: () => actions.reportPhishing(conversation),
    reopen: () => actions.reopen([conversation]),
    copyLink: () => void actions.copyLink(conversation),
    follow: () => actions.follow([conversation]),
    markUnread: () => markRead.mutate({ id: conversation.id, read: false }),
    register: () => register.mutate(conversation.id),
    mergeWith: (id) => void actions.merge([conversation.id, id]),
    takeSuggestion: ({ kind, id }) => actions.takeSuggestion(conversation, kind, id),
    pauseClock: (deadlineId, reason) =>
      void actions.pauseClock(conversation.id, deadlineId, reason),
    resumeClock: (deadlineId) => void actions.resumeClock(conversation.id, deadlineId),
    split: (messageId) => void actions.split(conversation.id, [messageId]),
  })
  return {
    mode: around.mode,
    onMode: around.setMode,
    commandsFor,
    onReplySent,
    onNoteAdded: ({ id }) => refreshSoon(queryClient, { conversationId: id }),
    onRemoveDue: (conversation) => actions.setDue([conversation], null),
    focusRequest: around.focusRequest,
    isAlone: cursor === null,
    onUndoable,
    onOpened: useOpenedFirst(changes.regroup),
  }
}

/** A reply waits a little before it leaves: until then it can come back into the composer. */
function useReplySent({
  changes,
  leave,
  view,
  setMode,
}: ReaderSurroundings): ReaderProps['onReplySent'] {
  const { t } = useLingui()
  const queryClient = useQueryClient()
  const { me } = useDirectory()
  const cancel = useCancelReply()
  return (conversation, { messageId, status, undoSeconds, sendAt, isToApprove }) => {
    const refresh = () => refreshSoon(queryClient, { conversationId: conversation.id })
    refresh()
    if (sendAt !== null || isToApprove) {
      const when = sendAt === null ? '' : fullDate(new Date(sendAt))
      const text = isToApprove ? t`Somebody else reads it first.` : t`It leaves on ${when}.`
      showToast({ text, tone: 'done' })
      announce(text)
      return
    }
    const now = { ...conversation, ...(status && { status }) }
    const stays = staysInView(now, view, { id: me.id, teamIds: [] })
    const next = stays || status !== 'archived' ? undefined : leave?.(new Set([conversation.id]))
    const text =
      status === 'archived' ? t`The reply is sent, the mail archived.` : t`The reply is sent.`
    if (undoSeconds === 0) {
      showToast({ text, tone: 'done' })
      announce(text)
      return
    }
    const takeBack = async () => {
      try {
        await cancel.mutateAsync(messageId)
        showToast({ text: t`The reply is back in your draft.`, tone: 'done' })
        if (!next) setMode('reply')
      } catch (error) {
        showToast({ text: t`The reply has left already: ${problemText(error)}`, tone: 'problem' })
      }
      refresh()
    }
    const name = conversation.reference ?? conversation.subject
    changes.offerUndo(text, next, takeBack, {
      ms: undoSeconds * 1_000,
      text: (left) => (left > 0 ? t`${name}: the reply leaves in ${left} s` : text),
    })
  }
}
