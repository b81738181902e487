import type { TimelineEntry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { useDirectory } from '../../features/conversations/directory.ts'
import { RuleCredit } from '../../features/conversations/rule-credit.tsx'
import { NoteCard } from '../../features/notes/note-card.tsx'
import type { Undoable } from '../../features/notes/writing/own-note.tsx'
import { loadAdministrationTexts } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'

// what its author can do with it, and the words for that
const OwnNote = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('../../features/notes/writing/own-note.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.OwnNote }
})

type ThreadNoteProps = { conversationId: string; entry: TimelineEntry; onUndoable: Undoable }

/** A note in its place among the messages. */
export function ThreadNote({ conversationId, entry, onUndoable }: ThreadNoteProps) {
  const { t } = useLingui()
  const { me, users } = useDirectory()
  const { id, text = '', mentions, at, editedAt, rule, actorId } = entry
  const author = rule ? 'Levee' : (actorId && users.get(actorId)?.name) || t`Somebody`
  const credit = rule && <RuleCredit rules={[rule]} />
  const card = { id, author, text, mentions, at, editedAt, credit }
  const plain = <NoteCard {...card} />
  if (rule || actorId !== me.id) return plain
  return (
    <Suspense fallback={plain}>
      <OwnNote conversationId={conversationId} entry={entry} card={card} onUndoable={onUndoable} />
    </Suspense>
  )
}
