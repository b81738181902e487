import type { ConversationDetail, Message, WritingSettings } from '@levee/contract'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { type ReplyKind, replyLanguage, withKind } from '../start-reply.ts'
import type { Reply, ReplyWriter, SentReply } from '../use-reply.ts'
import { signaturePart, withSignature } from '../written-parts.ts'
import type { Composer } from './composer-parts.ts'
import type { SendAction } from './send-button.tsx'
import { useRemembered } from './use-remembered.ts'

type FormParts = {
  reply: Reply
  settings: WritingSettings
  message: Message | undefined
  writer: ReplyWriter
  conversation: ConversationDetail
}

const actions: readonly SendAction[] = ['send', 'sendAndArchive']

/** How the form stands, besides what is written in it. */
export function useFormState({ reply, settings, message, writer, conversation }: FormParts) {
  const { draft, change } = reply
  const [editor, setEditor] = useState<Editor | null>(null)
  const [isFull, setIsFull] = useState(false)
  const [asksSubject, setAsksSubject] = useState(false)
  const [isAskingLink, setIsAskingLink] = useState(false)
  const [isPanelOpen, setIsPanelOpen] = useState(false)
  const [language, setLanguage] = useState<string>(() => replyLanguage(message, writer.locale))
  const [formatting, setFormatting] = useRemembered('levee.formatting', ['off', 'on'], 'off')
  const [action, setAction] = useRemembered('levee.sendAction', actions, 'send')
  const mailboxId = draft.mailboxId ?? conversation.mailboxId
  const status = (wanted: SendAction): SentReply['status'] => {
    if (wanted === 'sendAndArchive') return 'archived'
    return draft.kind === 'forward' ? null : 'answered' // who passes it on has not answered it
  }
  const togglePanel = () => setIsPanelOpen(!isPanelOpen)
  const composer: Composer = {
    editor,
    draft,
    change,
    attach: reply.files.put,
    language,
    isReadOnly: reply.isReadOnly,
    canSend: reply.canSend,
    mailboxId,
    sendLater: (schedule) => reply.send(status('send'), schedule),
    isPanelOpen,
    togglePanel,
  }
  return {
    composer,
    editor,
    setEditor,
    isFull,
    setIsFull,
    language,
    setLanguage,
    isPanelOpen,
    togglePanel,
    isFormatting: formatting === 'on' || isAskingLink,
    toggleFormatting: () => {
      setIsAskingLink(false)
      setFormatting(formatting === 'on' ? 'off' : 'on')
    },
    isAskingLink,
    setIsAskingLink,
    askLink: () => setIsAskingLink(true),
    showsSubject: asksSubject || draft.kind === 'forward' || draft.subject !== '',
    askSubject: () => setAsksSubject(true),
    action,
    status,
    send: (wanted: SendAction = action) => {
      if (!reply.canSend) return
      setAction(wanted)
      reply.send(status(wanted))
    },
    setKind: (kind: ReplyKind) => {
      if (message) change(withKind(draft, kind, { message, writer }))
    },
    mailboxId,
    /** What a mail ends with goes with the mailbox that sends it. */
    setMailbox: (id: string) => {
      const mailbox = settings.mailboxes.find((each) => each.id === id)
      const signature = signaturePart(settings.signature, mailbox?.signature ?? '')
      change({ mailboxId: id, html: withSignature(draft.html, signature) })
    },
  }
}

export type FormState = ReturnType<typeof useFormState>
