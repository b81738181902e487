import type { ConversationDetail, Message, TimelineEntry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ActivityLine } from '../../features/conversations/activity-line.tsx'
import { useDirectory } from '../../features/conversations/directory.ts'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { WhyHere } from '../../features/conversations/why-here.tsx'
import { MessageCard } from '../../features/messages/message-card.tsx'
import type { Undoable } from '../../features/notes/writing/own-note.tsx'
import { TrustBadge } from '../../features/trust/trust-badge.tsx'
import { loadAdministrationTexts } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { Popover } from '../../ui/popover.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { ThreadNote } from './thread-note.tsx'

// the words of rules come with the texts of the administration
const RuleReasons = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('./rule-reasons.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.RuleReasons }
})

// most mails have left, and arrived
const ReplyState = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('./reply-state.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.ReplyState }
})

type Entry = { at: string; message: Message } | { at: string; entry: TimelineEntry }

type ThreadProps = {
  conversation: ConversationDetail
  /** Absent where nothing can be sent. */
  onForward?: ((messageId: string) => void) | undefined
  onSplit: (messageId: string) => void
  onUndoable: Undoable
}

/** All that belongs to a conversation, in the order in which it happened. */
export function Thread({ conversation, onForward, onSplit, onUndoable }: ThreadProps) {
  const { t } = useLingui()
  const { users } = useDirectory()
  const queryClient = useQueryClient()
  const refresh = () => refreshSoon(queryClient, { conversationId: conversation.id })
  const last = conversation.messages.findLast((message) => message.state !== 'cancelled')
  const [why, setWhy] = useState<{ messageId: string; anchor: Element | null } | null>(null)
  return (
    <>
      {inOrder(conversation).map((item) => (
        <div key={idOf(item)} data-entry={idOf(item)} tabIndex={-1}>
          {'message' in item ? (
            <MessageCard
              message={item.message}
              writer={
                (item.message.authorId && users.get(item.message.authorId)?.name) || undefined
              }
              commands={{
                onWhy: (anchor) => setWhy({ messageId: item.message.id, anchor }),
                onForward:
                  onForward && item.message.state !== 'cancelled'
                    ? () => onForward(item.message.id)
                    : undefined,
                onSplit:
                  conversation.messages.length > 1 ? () => onSplit(item.message.id) : undefined,
              }}
              initiallyOpen={item.message === last || needsAttention(item.message)}
              onChanged={refresh}
              trust={<TrustBadge message={item.message} />}
              sendState={
                item.message.direction === 'outgoing' &&
                item.message.state !== 'sent' && (
                  <Suspense fallback={null}>
                    <ReplyState
                      conversation={conversation}
                      message={item.message}
                      onChanged={refresh}
                    />
                  </Suspense>
                )
              }
            />
          ) : item.entry.type === 'note' ? (
            <ThreadNote
              conversationId={conversation.id}
              entry={item.entry}
              onUndoable={onUndoable}
            />
          ) : (
            <ActivityLine entry={item.entry} />
          )}
        </div>
      ))}
      <Popover
        label={t`Why is it here?`}
        open={why !== null}
        onOpenChange={(open) => !open && setWhy(null)}
        anchor={why?.anchor ?? null}
      >
        {why && (
          <>
            <WhyHere conversation={conversation} messageId={why.messageId} />
            <Suspense fallback={<Spinner />}>
              <RuleReasons conversation={conversation} />
            </Suspense>
          </>
        )}
      </Popover>
    </>
  )
}

function inOrder({ messages, timeline }: ConversationDetail): Entry[] {
  const entries: Entry[] = [
    ...messages.map((message) => ({ at: message.receivedAt, message })),
    ...timeline.map((entry) => ({ at: entry.at, entry })),
  ]
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function idOf(item: Entry): string {
  return 'message' in item ? item.message.id : item.entry.id
}

function needsAttention({ state }: Message): boolean {
  return (
    state === 'failed' ||
    state === 'bounced' ||
    state === 'awaitingApproval' ||
    state === 'queued' ||
    state === 'sending'
  )
}
