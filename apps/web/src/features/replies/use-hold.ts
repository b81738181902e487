import type { Draft } from '@levee/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { hasStatus } from '../../problem-error.ts'
import { type DraftSnapshot, snapshotOf } from './draft-content.ts'
import { draftKeys, draftQuery, takeOver as takeOverOnServer } from './draft-queries.ts'
import type { DraftSaver } from './draft-saver.ts'

export type Colleague = { id: string; name: string }

/** Why the answer can only be read: a colleague was writing it when it was opened, or took it over since. */
export type Hold = { by: Colleague; why: 'writing' | 'tookOver' }

type Held = {
  conversationId: string
  me: string
  colleague: Colleague | null
  /** What this browser kept and nobody else has. */
  aside: DraftSnapshot | null
  saver: DraftSaver
  snapshot: DraftSnapshot
  /** Another text is to be gone on with. */
  onAdopt: (snapshot: DraftSnapshot) => void
}

/** Who has the answer: oneself, or a colleague until one takes it over. Nothing of either is lost. */
export function useHold({
  conversationId,
  me,
  colleague,
  saver,
  snapshot,
  onAdopt,
  ...first
}: Held) {
  const queryClient = useQueryClient()
  const [hold, setHold] = useState<Hold | null>(colleague && { by: colleague, why: 'writing' })
  const [aside, setAside] = useState(first.aside)
  const [error, setError] = useState<unknown>(null)

  const adopt = (draft: Draft | null) => {
    setHold(null)
    saver.resume(draft?.version ?? null)
    if (draft) onAdopt(snapshotOf(draft))
  }
  const lose = (theirs: Draft) => {
    saver.hold()
    setHold({ by: theirs.author, why: 'tookOver' })
  }
  const reload = () => queryClient.fetchQuery(draftQuery(conversationId))

  useTold(conversationId, async (authorId) => {
    if (hold || authorId === me) return
    const theirs = await reload()
    if (theirs && theirs.author.id !== me) lose(theirs)
  })
  const release = useEffectEvent(adopt)
  const hasLeft = hold?.why === 'writing' && !colleague
  useEffect(() => {
    if (!hasLeft) return
    queryClient.fetchQuery(draftQuery(conversationId)).then(
      (draft) => release(draft),
      () => release(null), // saving finds out what is there
    )
  }, [hasLeft, queryClient, conversationId])
  useEffect(() => {
    if (hold) saver.hold()
  }, [hold, saver])

  const takeOver = async () => {
    setError(null)
    try {
      const draft = await takeOverOnServer(conversationId)
      if (hold?.why === 'tookOver' && draft.html !== snapshot.content.html) setAside(snapshot)
      adopt(draft)
    } catch (problem) {
      if (!hasStatus(problem, 404)) return setError(problem)
      adopt(null) // they have written nothing yet
      saver.change(snapshot)
    }
  }
  return {
    hold,
    lose,
    takeOver,
    error,
    aside,
    takeAside: () => {
      if (aside) onAdopt({ ...aside, revision: snapshot.revision })
      setAside(null)
    },
    dropAside: () => setAside(null),
  }
}

/** Calls back when the server says that the answer has another writer (the event `draft`). */
function useTold(conversationId: string, onAuthor: (authorId: string) => Promise<void>): void {
  const { data, dataUpdatedAt } = useQuery<string | null>({
    queryKey: draftKeys.author(conversationId),
    enabled: false, // events say it
    gcTime: 0,
  })
  const tell = useEffectEvent(() => {
    if (data) void onAuthor(data)
  })
  useEffect(() => {
    if (dataUpdatedAt > 0) tell()
  }, [dataUpdatedAt])
}
