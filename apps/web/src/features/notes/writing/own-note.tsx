import type { TimelineEntry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../../ui/icon-button.tsx'
import { NoteCard, type NoteCardProps } from '../note-card.tsx'
import { useChangeNote, useRemoveNote } from '../note-queries.ts'
import { NoteEditor } from './note-editor.tsx'

/** Says what was done and offers to take it back. */
export type Undoable = (text: string, run: () => Promise<{ activityId: string }>) => Promise<void>

type OwnNoteProps = {
  conversationId: string
  entry: TimelineEntry
  card: NoteCardProps
  onUndoable: Undoable
}

/** A note of one's own, which one can write anew and remove. */
export function OwnNote({ conversationId, entry, card, onUndoable }: OwnNoteProps) {
  const { t } = useLingui()
  const [isEditing, setIsEditing] = useState(false)
  const change = useChangeNote(conversationId)
  const remove = useRemoveNote(conversationId)
  const { id: noteId, text = '', mentions = [] } = entry
  if (isEditing)
    return (
      <NoteEditor
        conversationId={conversationId}
        initial={{ text, mentions }}
        submit={t`Save the note`}
        busy={change.isPending}
        error={change.error}
        onSave={(input) =>
          change.mutate(
            { noteId, input },
            {
              onSuccess: (changed) => {
                setIsEditing(false)
                void onUndoable(t`Note changed.`, async () => changed)
              },
            },
          )
        }
        onClose={() => setIsEditing(false)}
      />
    )
  return (
    <NoteCard
      {...card}
      tools={
        <>
          <IconButton label={t`Edit the note`} onClick={() => setIsEditing(true)}>
            <Pencil />
          </IconButton>
          <IconButton
            label={t`Remove the note`}
            disabled={remove.isPending}
            onClick={() => void onUndoable(t`Note removed.`, () => remove.mutateAsync(noteId))}
          >
            <Trash2 />
          </IconButton>
        </>
      }
    />
  )
}
