import type { ConversationDetail, Locale, ReplyInput } from '@levee/contract'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { DraftContent, DraftSnapshot } from './draft-content.ts'
import { discardDraft, putDraft } from './draft-queries.ts'
import { dropDraft } from './draft-store.ts'
import type { FirstSnapshot } from './first-snapshot.ts'
import { needsReview, staleChanges, useReplyChanges } from './reply-changes.ts'
import { isRecipient } from './recipient-text.ts'
import { useSendReply } from './reply-queries.ts'
import { useAttachedFiles } from './use-attached-files.ts'
import { useDraftSaving } from './use-draft-saving.ts'
import { type Colleague, useHold } from './use-hold.ts'
import { missingIn } from './written-parts.ts'

export type ReplyWriter = { id: string; ownAddresses: string[]; locale: Locale; timeZone: string }
/** `status`: what became of the mail; null: it stays as it was. `undoSeconds`: how long it can be taken back. */
export type SentReply = {
  messageId: string
  status: 'answered' | 'archived' | null
  undoSeconds: number
  /** When it leaves, where somebody chose that. */
  sendAt: string | null
  /** Somebody else reads it first. */
  isToApprove: boolean
}

/** When a mail is to leave, and whether it still does when they write first. */
export type Schedule = { sendAt: string; cancelIfAnswered: boolean }

type ReplyWork = {
  conversation: ConversationDetail
  writer: ReplyWriter
  first: FirstSnapshot
  /** Who else writes to this mail now. */
  colleague: Colleague | null
  /** Seconds in which it can be taken back before it leaves. */
  undoSeconds: number
  onWriting: (isWriting: boolean) => void
  onSent: (sent: SentReply) => void
}

/**
 * A reply being written: saved on the server for all who may see the mail, sent from the state of the
 * mail that was seen. While a colleague has it, it can only be read.
 */
export function useReply(work: ReplyWork) {
  const { conversation, writer, first, colleague, undoSeconds, onWriting, onSent } = work
  const { id } = conversation
  const [draft, setDraft] = useState<DraftContent>(first.snapshot.content)
  const files = useAttachedFiles(first.snapshot.attachments)
  const changes = useReplyChanges(conversation, { first: first.snapshot.revision, me: writer.id })
  const sending = useSendReply(id)
  const snapshot: DraftSnapshot = {
    content: draft,
    attachments: files.uploads,
    revision: changes.seen,
  }
  const { saver, state } = useDraftSaving({
    conversationId: id,
    userId: writer.id,
    version: first.version,
    onHeld: (theirs) => holding.lose(theirs),
  })
  const holding = useHold({
    conversationId: id,
    me: writer.id,
    colleague,
    aside: first.aside,
    saver,
    snapshot,
    onAdopt: ({ content, attachments, revision }) => {
      setDraft(content)
      files.replace(attachments)
      changes.accept(revision)
    },
  })
  useSaveOnChange(snapshot, saver, first.isUnsaved)

  const isReadOnly = holding.hold !== null
  useEffect(() => {
    onWriting(!isReadOnly)
    return () => onWriting(false)
  }, [isReadOnly, onWriting])
  const isEmpty = draft.html.replaceAll(/<(?!img)[^>]*>|&nbsp;|\s/g, '') === ''
  const canSend =
    !isReadOnly &&
    hasRecipients(draft) &&
    !(isEmpty && files.ids.length === 0) &&
    missingIn(draft.html).length === 0 &&
    !files.isUploading

  const sendFrom = async (revision: number, status: SentReply['status'], schedule?: Schedule) => {
    if (!canSend || sending.isPending) return
    await saver.stop()
    sending.mutate(
      {
        ...replyInput(draft),
        revision,
        attachmentIds: files.ids,
        undoSeconds,
        ...(status && { setStatus: status }),
        ...schedule,
      },
      {
        onSuccess: ({ messageId, state }) => {
          saver.resume(null)
          dropDraft(writer.id, id)
          const sendAt = schedule?.sendAt ?? null
          onSent({ messageId, status, undoSeconds, sendAt, isToApprove: state !== 'queued' })
        },
        onError: (error) => {
          saver.change(snapshot)
          const told = staleChanges(error)
          if (!told) return
          sending.reset()
          if (needsReview(told, revision, writer.id)) changes.refused(told)
          else void sendFrom(told.revision, status, schedule) // nothing that an answer depends on
        },
      },
    )
  }
  /** @returns what brings it back, where there was anything. */
  const discard = (): (() => Promise<unknown>) | null => {
    const isWritten = saver.version !== null || state !== 'saved'
    const discarding = (async () => {
      await saver.stop()
      const { version } = saver
      saver.resume(null)
      dropDraft(writer.id, id)
      if (version !== null) await discardDraft(id, version)
    })()
    return isWritten ? () => discarding.then(() => putDraft(id, snapshot, null)) : null
  }
  return {
    draft,
    change: (part: Partial<DraftContent>) => {
      if (!isReadOnly) setDraft((now) => ({ ...now, ...part }))
    },
    rewrite: (next: (now: DraftContent) => DraftContent) => {
      if (!isReadOnly) setDraft(next)
    },
    files,
    send: (status: SentReply['status'], schedule?: Schedule) => {
      if (!changes.isStale) void sendFrom(changes.revision, status, schedule)
    },
    /** Sends although the mail changed: the writer knows it now. */
    sendAnyway: (status: SentReply['status']) => {
      changes.accept(changes.newest)
      void sendFrom(changes.newest, status)
    },
    canSend: canSend && !changes.isStale,
    canSendAnyway: canSend,
    isSending: sending.isPending,
    isReadOnly,
    holding,
    changes: changes.changes,
    isStale: changes.isStale,
    acceptChanges: () => changes.accept(changes.newest),
    saving: { state, isStored: saver.version !== null },
    error: sending.error,
    discard,
  }
}

export type Reply = ReturnType<typeof useReply>

function hasRecipients({ to, cc, bcc }: DraftContent): boolean {
  const all = [...to, ...cc, ...bcc]
  return all.length > 0 && all.every(isRecipient)
}

/** What is written, as it is sent; what the writer left out is decided by the server. */
function replyInput(draft: DraftContent): Omit<ReplyInput, 'revision'> {
  const { to, cc, bcc, html, mailboxId, subject, kind, forwardOf, withOriginalAttachments } = draft
  const { templateId } = draft
  return {
    to,
    cc,
    bcc,
    html,
    ...(mailboxId && { mailboxId }),
    ...(subject.trim() !== '' && { subject }),
    ...(templateId && { templateId }),
    ...(kind === 'forward' && forwardOf && { forwardOf, withOriginalAttachments }),
  }
}

/** What is on the screen goes to the server soon, whoever changed it: the writer, or an upload that is done. */
function useSaveOnChange(
  snapshot: DraftSnapshot,
  saver: { change: (snapshot: DraftSnapshot) => void },
  isUnsaved: boolean,
): void {
  const written = JSON.stringify(snapshot)
  const save = useEffectEvent(() => saver.change(snapshot))
  const saved = useRef(isUnsaved ? '' : written)
  useEffect(() => {
    if (written === saved.current) return
    saved.current = written
    save()
  }, [written])
}
