import { useLingui } from '@lingui/react/macro'
import { useAddNote } from '../note-queries.ts'
import { NoteEditor } from './note-editor.tsx'

type NoteFormProps = { conversationId: string; onAdded: () => void; onClose: () => void }

/** Writes an internal note. */
export function NoteForm({ conversationId, onAdded, onClose }: NoteFormProps) {
  const { t } = useLingui()
  const addNote = useAddNote(conversationId, onAdded)
  return (
    <NoteEditor
      conversationId={conversationId}
      submit={t`Add the note`}
      busy={addNote.isPending}
      error={addNote.error}
      onSave={(input) => addNote.mutate(input)}
      onClose={onClose}
    />
  )
}
