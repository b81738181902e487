import type { ConversationDetail, Message, WritingSettings } from '@levee/contract'
import { useState } from 'react'
import { type ReplyKind, replyLanguage, withKind } from '../start-reply.ts'
import type { Reply, ReplyWriter, SentReply } from '../use-reply.ts'
import { signaturePart, withSignature } from '../written-parts.ts'
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
    setKind: (kind: ReplyKind) => {
      if (message) change(withKind(draft, kind, { message, writer }))
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
