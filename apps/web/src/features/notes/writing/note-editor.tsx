import type { Mention, NoteInput } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Lock } from 'lucide-react'
import { type KeyboardEvent, useId } from 'react'
import { keyName, modKey } from '../../../keyboard/key-name.ts'
import { problemText } from '../../../problem-text.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { MentionList } from './mention-list.tsx'
import styles from './note-form.module.css'
import { useNoteDraft } from './use-note-draft.ts'

type NoteEditorProps = {
  conversationId: string
  /** What it says so far, when it is written anew. */
  initial?: { text: string; mentions: readonly Mention[] }
  submit: string
  busy: boolean
  error: Error | null
  onSave: (input: NoteInput) => void
  onClose: () => void
}

/** Writes a note; after an @ the names of colleagues and departments are offered. */
export function NoteEditor(props: NoteEditorProps) {
  const { conversationId, initial, submit, busy, error, onSave, onClose } = props
  const { t } = useLingui()
  const id = useId()
  const { fieldRef, ...draft } = useNoteDraft(conversationId, initial)
  const { list, text } = draft
  const isEmpty = text.trim() === ''
  const save = () => {
    if (!isEmpty) onSave(draft.input())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (list && draft.onListKey(event)) return
    if (event.key === 'Escape' && text === (initial?.text ?? '')) onClose()
    if (keyName(event) === 'mod+Enter') save()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the whole form
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={onKeyDown}
    >
      <label className={styles.label} htmlFor={`${id}-text`}>
        <Lock /> {t`Internal note: only your colleagues see it`}
      </label>
      <textarea
        id={`${id}-text`}
        ref={fieldRef}
        className={styles.text}
        value={text}
        rows={4}
        autoFocus
        aria-autocomplete="list"
        aria-controls={list ? `${id}-list` : undefined}
        aria-activedescendant={list ? `${id}-list-${list.active}` : undefined}
        placeholder={t`@ names a colleague or a department`}
        onChange={({ target }) => draft.type(target.value, target.selectionStart)}
        onSelect={({ currentTarget }) => draft.moveCaret(currentTarget.selectionStart)}
        onBlur={draft.closeList}
      />
      {list && (
        <MentionList
          id={`${id}-list`}
          people={list.people}
          active={list.active}
          onPick={draft.pick}
          onPoint={draft.point}
        />
      )}
      <p className={styles.refused} role="status">
        {draft.blind.map(({ name }) => (
          <span key={name}>{t`${name} may not see this mail and cannot be told.`} </span>
        ))}
      </p>
      {error && <Banner tone="danger">{problemText(error)}</Banner>}
      <div className={styles.foot}>
        <Button type="submit" variant="primary" busy={busy} disabled={isEmpty}>
          {submit} <Kbd>{modKey}</Kbd>
          <Kbd>↵</Kbd>
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {t`Cancel`}
        </Button>
      </div>
    </form>
  )
}
