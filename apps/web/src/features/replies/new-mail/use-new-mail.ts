import { type Draft, startConversation } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { call } from '../../../call.ts'
import type { DraftContent, DraftSnapshot } from '../draft-content.ts'
import { newerDraft } from '../draft-queries.ts'
import { DraftSaver, type SavingState } from '../draft-saver.ts'
import { isRecipient } from '../recipient-text.ts'
import { useAttachedFiles } from '../use-attached-files.ts'
import type { Schedule } from '../use-reply.ts'
import { missingIn } from '../written-parts.ts'
import { discardNewMail, putNewMail } from './new-mail-saving.ts'

/** What a new mail begins with; `draft`: where it is on the server already. */
export type FirstNewMail = { snapshot: DraftSnapshot; draft: Pick<Draft, 'id' | 'version'> | null }
export type SentNewMail = {
  messageId: string
  draftId: string | null
  subject: string
  /** When it leaves, where somebody chose that. */
  sendAt: string | null
  /** Somebody else reads it first. */
  isToApprove: boolean
}

type NewMailWork = {
  first: FirstNewMail
  undoSeconds: number
  onSent: (sent: SentNewMail) => void
}

/** A new mail being written: saved on the server, its author's own until it leaves. */
export function useNewMail({ first, undoSeconds, onSent }: NewMailWork) {
  const [draft, setDraft] = useState<DraftContent>(first.snapshot.content)
  const files = useAttachedFiles(first.snapshot.attachments)
  const { saver, state, isHeld, place } = useSaving(first)
  const snapshot: DraftSnapshot = { content: draft, attachments: files.uploads, revision: 0 }
  useSaveWhenChanged(snapshot, saver)
  const sending = useMutation({
    mutationFn: (schedule: Schedule | null) => {
      const { to, cc, bcc, subject, html, mailboxId, templateId } = draft
      const body = { to, cc, bcc, subject, html, attachmentIds: files.ids, undoSeconds }
      const draftId = place()
      return call(startConversation, {
        body: {
          ...body,
          mailboxId: mailboxId ?? '',
          ...(draftId && { draftId }),
          ...(templateId && { templateId }),
          ...schedule,
        },
      })
    },
  })
  const people = [...draft.to, ...draft.cc, ...draft.bcc]
  const isEmpty = draft.html.replaceAll(/<(?!img)[^>]*>|&nbsp;|\s/g, '') === ''
  const canSend =
    !isHeld &&
    draft.mailboxId !== null &&
    people.length > 0 &&
    people.every(isRecipient) &&
    !(isEmpty && files.ids.length === 0) &&
    missingIn(draft.html).length === 0 &&
    !files.isUploading
  return {
    draft,
    change: (part: Partial<DraftContent>) => {
      if (!isHeld) setDraft((now) => ({ ...now, ...part }))
    },
    files,
    isReadOnly: isHeld,
    canSend,
    isSending: sending.isPending,
    error: sending.error,
    saving: { state, isStored: saver.version !== null },
    send: async (schedule: Schedule | null = null) => {
      if (!canSend || sending.isPending) return
      await saver.flush()
      sending.mutate(schedule, {
        onSuccess: ({ messageId, state }) => {
          saver.resume(null)
          onSent({
            messageId,
            draftId: place(),
            subject: draft.subject,
            sendAt: schedule?.sendAt ?? null,
            isToApprove: state !== 'queued',
          })
        },
      })
    },
    /** Saves what is not saved yet: whoever opens it next finds all of it. */
    save: () => saver.flush(),
    /** @returns what brings it back, with where it is then; null: there was nothing. */
    discard: (): (() => Promise<string>) | null => {
      const isWritten = saver.version !== null || state !== 'saved'
      const discarding = (async () => {
        await saver.stop()
        saver.resume(null)
        const id = place()
        if (id !== null) await discardNewMail(id)
      })()
      return isWritten
        ? () => discarding.then(async () => (await putNewMail(null, snapshot, null)).id)
        : null
    },
  }
}

export type NewMail = ReturnType<typeof useNewMail>

function useSaving(first: FirstNewMail) {
  const [state, setState] = useState<SavingState>('saved')
  const [isHeld, setIsHeld] = useState(false)
  const [{ saver, place }] = useState(() =>
    newSaver(first, { onState: setState, onHeld: () => setIsHeld(true) }),
  )
  useEffect(() => () => void saver.flush(), [saver])
  return { saver, state, isHeld, place }
}

/** Saves a new mail; `place` tells where it is on the server, once it is there. */
function newSaver(
  { draft }: FirstNewMail,
  ends: { onState: (state: SavingState) => void; onHeld: () => void },
): { saver: DraftSaver; place: () => string | null } {
  let id = draft?.id ?? null
  const saver = new DraftSaver(draft?.version ?? null, {
    save: async (snapshot, version) => {
      const saved = await putNewMail(id, snapshot, version)
      id = saved.id
      return saved
    },
    newer: newerDraft,
    keep: () => undefined, // the server has it every two seconds
    onSaved: () => undefined,
    ...ends,
  })
  return { saver, place: () => id }
}

function useSaveWhenChanged(snapshot: DraftSnapshot, saver: DraftSaver): void {
  const written = JSON.stringify(snapshot)
  const saved = useRef(written)
  const save = useEffectEvent(() => saver.change(snapshot))
  useEffect(() => {
    if (written === saved.current) return
    saved.current = written
    save()
  }, [written])
}
