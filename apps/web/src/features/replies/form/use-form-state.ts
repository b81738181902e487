import type { ConversationDetail, Message, WritingSettings } from '@levee/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { quotationOf } from '../quotation-queries.ts'
import { answeredMessage, type ReplyKind, replyLanguage, withKind } from '../start-reply.ts'
import type { Reply, ReplyWriter, SentReply } from '../use-reply.ts'
import { picturesIn, signaturePart, withSignature } from '../written-parts.ts'
import type { DraftContent } from '../draft-content.ts'
import type { Composer } from './composer-parts.ts'
import type { SendAction } from './send-button.tsx'
import { useRemembered } from './use-remembered.ts'
import { useWritingState } from './use-writing-state.ts'

type FormParts = {
  reply: Reply
  settings: WritingSettings
  message: Message | undefined
  writer: ReplyWriter
  conversation: ConversationDetail
}

const actions: readonly SendAction[] = ['send', 'sendAndArchive']

/** How the form of a reply stands, besides what is written in it. */
export function useFormState({ reply, settings, message, writer, conversation }: FormParts) {
  const { draft, change } = reply
  const queryClient = useQueryClient()
  const writing = useWritingState(() => replyLanguage(message, writer.locale))
  const [asksSubject, setAsksSubject] = useState(false)
  const [action, setAction] = useRemembered('levee.sendAction', actions, 'send')
  const status = (wanted: SendAction): SentReply['status'] => {
    if (wanted === 'sendAndArchive') return 'archived'
    return draft.kind === 'forward' ? null : 'answered' // who passes it on has not answered it
  }
  const mailboxId = draft.mailboxId ?? conversation.mailboxId
  const { editor, language, isPanelOpen, togglePanel } = writing
  const { isReadOnly, canSend } = reply
  const composer: Composer = {
    editor,
    draft,
    change,
    attach: reply.files.put,
    language,
    isReadOnly,
    canSend,
    mailboxId,
    sendLater: (schedule) => reply.send(status('send'), schedule),
    isPanelOpen,
    togglePanel,
  }
  return {
    ...writing,
    composer,
    showsSubject: asksSubject || draft.kind === 'forward' || draft.subject !== '',
    askSubject: () => setAsksSubject(true),
    action,
    status,
    send: (wanted: SendAction = action) => {
      if (!canSend) return
      setAction(wanted)
      reply.send(status(wanted))
    },
    setKind: async (kind: ReplyKind) => {
      const isForward = kind === 'forward'
      const subject = isForward ? message : answeredMessage(conversation)
      if (!subject) return
      const quotation = await quotationOf(queryClient, subject, isForward)
      const next = (now: DraftContent) =>
        withKind(now, kind, { message: subject, writer, quotation })
      const shown = picturesIn(next(draft).html)
      const gone = [...picturesIn(draft.html)].filter((id) => !shown.has(id))
      reply.files.exchange(
        new Set(gone),
        (quotation?.pictures ?? []).filter(({ id }) => shown.has(id)),
      )
      reply.rewrite(next)
    },
    mailboxId,
    setMailbox: (id: string) => change(sentFrom(id, draft.html, settings)),
  }
}

export type FormState = ReturnType<typeof useFormState>

/** What a mail ends with goes with the mailbox that sends it. */
export function sentFrom(
  mailboxId: string,
  html: string,
  { mailboxes, signature }: WritingSettings,
): { mailboxId: string; html: string } {
  const mailbox = mailboxes.find(({ id }) => id === mailboxId)
  const ending = signaturePart(signature, mailbox?.signature ?? '')
  return { mailboxId, html: withSignature(html, ending) }
}
