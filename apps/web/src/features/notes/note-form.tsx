import { useLingui } from '@lingui/react/macro'
import { Lock } from 'lucide-react'
import { useState } from 'react'
import { keyName, modKey } from '../../keyboard/key-name.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './note-form.module.css'
import { useAddNote } from './note-queries.ts'

type NoteFormProps = { conversationId: string; onAdded: () => void; onClose: () => void }

/** Writes an internal note. */
export function NoteForm({ conversationId, onAdded, onClose }: NoteFormProps) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const addNote = useAddNote(conversationId, onAdded)
  const save = () => {
    if (text.trim() !== '') addNote.mutate(text.trim())
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the whole form
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text === '') onClose()
        if (keyName(event) === 'mod+Enter') save()
      }}
    >
      <label className={styles.label} htmlFor="note-text">
        <Lock /> {t`Internal note: only your colleagues see it`}
      </label>
      <textarea
        id="note-text"
        className={styles.text}
        value={text}
        rows={4}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      {addNote.error && <Banner tone="danger">{problemText(addNote.error)}</Banner>}
      <div className={styles.foot}>
        <Button
          type="submit"
          variant="primary"
          busy={addNote.isPending}
          disabled={text.trim() === ''}
        >
          {t`Add the note`} <Kbd>{modKey}</Kbd>
          <Kbd>↵</Kbd>
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {t`Cancel`}
        </Button>
      </div>
    </form>
  )
}
