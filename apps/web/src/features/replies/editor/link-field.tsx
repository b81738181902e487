import type { Editor } from '@tiptap/core'
import { useLingui } from '@lingui/react/macro'
import { Check, Unlink, X } from 'lucide-react'
import { useId, useState } from 'react'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from './format-bar.module.css'

/** Where the selected words lead: an address of the web, or of somebody. */
export function LinkField({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useLingui()
  const id = useId()
  const [before] = useState(() => String(editor.getAttributes('link')['href'] ?? ''))
  const [text, setText] = useState(before)
  const target = linkTarget(text)
  const isWrong = text.trim() !== '' && target === null
  const close = () => {
    onClose()
    editor.commands.focus()
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
    onClose()
  }
  const set = () => {
    if (text.trim() === '') return remove()
    if (target === null) return
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && before === '') chain.insertContent(linked(text, target))
    else chain.setLink({ href: target })
    chain.run()
    onClose()
  }
  return (
    <div className={styles.link}>
      <label htmlFor={id}>{t`Link to`}</label>
      <input
        id={id}
        type="text"
        inputMode="url"
        autoComplete="off"
        autoFocus
        placeholder="https://"
        value={text}
        aria-invalid={isWrong || undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set()
          else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <IconButton label={t`Set the link`} shortcut="↵" disabled={isWrong} onClick={set}>
        <Check />
      </IconButton>
      {before !== '' && (
        <IconButton label={t`Remove the link`} onClick={remove}>
          <Unlink />
        </IconButton>
      )}
      <IconButton label={t`Cancel`} shortcut="Esc" onClick={close}>
        <X />
      </IconButton>
    </div>
  )
}

/** What was typed as a link that may be opened; null when it is none. */
export function linkTarget(typed: string): string | null {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return null
  if (/^(?:https?:\/\/|mailto:|tel:)./i.test(text)) return text
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d/.test(text)) return null
  if (/^[^@/]+@[^@/]+\.[^@/.]+$/.test(text)) return `mailto:${text}`
  return /^[^/]+\.[^/.]/.test(text) ? `https://${text}` : null
}

function linked(text: string, href: string) {
  return { type: 'text', text: text.trim(), marks: [{ type: 'link', attrs: { href } }] }
}
