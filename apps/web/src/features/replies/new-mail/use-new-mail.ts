import { type Draft, startConversation } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { call } from '../../../call.ts'
import type { DraftContent, DraftSnapshot } from '../draft-content.ts'
import { newerDraft } from '../draft-queries.ts'
import { DraftSaver, type SavingState } from '../draft-saver.ts'
import { isRecipient } from '../recipient-text.ts'
import { useAttachedFiles } from '../use-attached-files.ts'
import { missingIn } from '../written-parts.ts'
import { discardNewMail, putNewMail } from './new-mail-saving.ts'

/** What a new mail begins with; `draft`: where it is on the server already. */
export type FirstNewMail = { snapshot: DraftSnapshot; draft: Pick<Draft, 'id' | 'version'> | null }
export type SentNewMail = { messageId: string; draftId: string | null; subject: string }

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
    mutationFn: () => {
      const { to, cc, bcc, subject, html, mailboxId } = draft
      const body = { to, cc, bcc, subject, html, attachmentIds: files.ids, undoSeconds }
      const draftId = place.current
      return call(startConversation, {
        body: { ...body, mailboxId: mailboxId ?? '', ...(draftId && { draftId }) },
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
    send: async () => {
      if (!canSend || sending.isPending) return
      await saver.flush()
      sending.mutate(undefined, {
        onSuccess: ({ messageId }) => {
          saver.resume(null)
          onSent({ messageId, draftId: place.current, subject: draft.subject })
        },
      })
    },
    discard: async () => {
      await saver.stop()
      saver.resume(null)
      if (place.current !== null) await discardNewMail(place.current)
    },
  }
}

export type NewMail = ReturnType<typeof useNewMail>

function useSaving({ draft }: FirstNewMail) {
  const [state, setState] = useState<SavingState>('saved')
  const [isHeld, setIsHeld] = useState(false)
  const place = useRef(draft?.id ?? null)
  const [saver] = useState(
    () =>
      new DraftSaver(draft?.version ?? null, {
        save: async (snapshot, version) => {
          const saved = await putNewMail(place.current, snapshot, version)
          place.current = saved.id
          return saved
        },
        newer: newerDraft,
        keep: () => undefined, // the server has it every two seconds
        onSaved: () => undefined,
        onHeld: () => setIsHeld(true),
        onState: setState,
      }),
  )
  useEffect(() => () => void saver.flush(), [saver])
  return { saver, state, isHeld, place }
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
