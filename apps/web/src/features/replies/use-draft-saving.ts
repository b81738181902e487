import type { Draft } from '@levee/contract'
import { useEffect, useState } from 'react'
import { newerDraft, putDraft } from './draft-queries.ts'
import { DraftSaver, type SavingState } from './draft-saver.ts'
import { dropDraft, keepDraft } from './draft-store.ts'

type Saved = {
  conversationId: string
  userId: string
  version: number | null
  onHeld: (theirs: Draft) => void
}

/** Saves the answer while it is written; what is not saved when the composer closes is saved then. */
export function useDraftSaving({ conversationId, userId, version, onHeld }: Saved): {
  saver: DraftSaver
  state: SavingState
} {
  const [state, setState] = useState<SavingState>('saved')
  const [saver] = useState(
    () =>
      new DraftSaver(version, {
        save: (snapshot, seen) => putDraft(conversationId, snapshot, seen),
        newer: newerDraft,
        keep: (snapshot, seen) => keepDraft(userId, conversationId, { ...snapshot, version: seen }),
        onSaved: () => dropDraft(userId, conversationId),
        onHeld,
        onState: setState,
      }),
  )
  useEffect(() => {
    const saveNow = () => void saver.flush()
    const onHidden = () => document.visibilityState === 'hidden' && saveNow()
    addEventListener('online', saveNow)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      removeEventListener('online', saveNow)
      document.removeEventListener('visibilitychange', onHidden)
      saveNow()
    }
  }, [saver])
  return { saver, state }
}
