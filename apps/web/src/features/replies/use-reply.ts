import type { ConversationDetail, Locale } from '@levee/contract'
import { useState } from 'react'
import { hasStatus } from '../../problem-error.ts'
import { type Draft, dropDraft, keepDraft, readDraft } from './draft-store.ts'
import { useSendReply } from './reply-queries.ts'
import { isOwnProgress, seenState } from './seen-state.ts'
import { answeredMessage, type ReplyScope, startReply } from './start-reply.ts'
import { useAttachedFiles } from './use-attached-files.ts'

export type ReplyWriter = { id: string; ownAddresses: string[]; locale: Locale; timeZone: string }
export type SentReply = { messageId: string; status: 'answered' | 'archived'; draft: Draft }

/** Seconds in which a reply can be taken back before it leaves. */
export const undoSeconds = 10

const empty: Draft = { to: [], cc: [], text: '' }

/** A reply being written: kept in the browser at each key, sent from the state of the mail that was seen. */
export function useReply(
  conversation: ConversationDetail,
  scope: ReplyScope,
  writer: ReplyWriter,
  onSent: (sent: SentReply) => void,
) {
  const [draft, setDraft] = useState<Draft>(() => firstDraft(conversation, scope, writer))
  const [seen, setSeen] = useState(() => seenState(conversation))
  const files = useAttachedFiles()
  const sending = useSendReply(conversation.id)
  const isOwn = isOwnProgress(seen, conversation, writer.id)
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(conversation.id, next)
  }
  const canSend = draft.to.length > 0 && draft.text.trim() !== '' && !files.isUploading
  const send = (status: 'answered' | 'archived') => {
    if (!canSend || sending.isPending) return
    sending.mutate(
      {
        revision: isOwn ? conversation.revision : seen.revision,
        to: draft.to,
        cc: draft.cc,
        text: draft.text,
        attachmentIds: files.ids,
        undoSeconds,
        setStatus: status,
      },
      {
        onSuccess: ({ messageId }) => {
          dropDraft(conversation.id)
          onSent({ messageId, status, draft })
        },
      },
    )
  }
  return {
    draft,
    change,
    files,
    send,
    canSend,
    isSending: sending.isPending,
    isStale: !isOwn || hasStatus(sending.error, 409),
    error: sending.error,
    acceptChanges: () => {
      setSeen(seenState(conversation))
      sending.reset()
    },
    discard: () => dropDraft(conversation.id),
  }
}

function firstDraft(
  conversation: ConversationDetail,
  scope: ReplyScope,
  writer: ReplyWriter,
): Draft {
  const kept = readDraft(conversation.id)
  if (kept) return kept
  const message = answeredMessage(conversation)
  return message ? startReply(message, scope, writer) : empty
}
