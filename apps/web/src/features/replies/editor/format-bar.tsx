import type { Editor } from '@tiptap/core'
import { useLingui } from '@lingui/react/macro'
import {
  Bold,
  Italic,
  Link,
  List,
  ListOrdered,
  Redo2,
  TextQuote,
  Underline,
  Undo2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { modKey } from '../../../keyboard/key-name.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { moveAlongToolbar } from '../../../ui/move-along-toolbar.ts'
import styles from './format-bar.module.css'
import { LinkField } from './link-field.tsx'
import { useEditorValue } from './use-editor-value.ts'

type FormatBarProps = { editor: Editor; isAskingLink: boolean; onAskLink: (asks: boolean) => void }

/** Bold, links, lists…: what the editor's keys do too. */
export function FormatBar({ editor, isAskingLink, onAskLink }: FormatBarProps) {
  const { t } = useLingui()
  const tools = useTools(editor, () => onAskLink(true))
  if (isAskingLink) return <LinkField editor={editor} onClose={() => onAskLink(false)} />
  return (
    <div
      className={styles.bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={t`Formatting`}
      onKeyDown={moveAlongToolbar}
    >
      {tools.map(({ label, shortcut, icon, isOn, isOff, run }, index) => (
        <IconButton
          key={label}
          label={label}
          active={isOn ?? false}
          aria-pressed={isOn}
          disabled={isOff}
          tabIndex={index === 0 ? 0 : -1}
          onClick={run}
          {...(shortcut && { shortcut: `${modKey} ${shortcut}` })}
        >
          {icon}
        </IconButton>
      ))}
    </div>
  )
}

type Tool = {
  label: string
  shortcut?: string
  icon: ReactNode
  isOn?: boolean
  isOff?: boolean
  run: () => void
}

function useTools(editor: Editor, askLink: () => void): Tool[] {
  const { t } = useLingui()
  const [isBold, isItalic, isUnderlined] = [
    useEditorValue(editor, (now) => now.isActive('bold')),
    useEditorValue(editor, (now) => now.isActive('italic')),
    useEditorValue(editor, (now) => now.isActive('underline')),
  ]
  const isLink = useEditorValue(editor, (now) => now.isActive('link'))
  const isList = useEditorValue(editor, (now) => now.isActive('bulletList'))
  const isNumbered = useEditorValue(editor, (now) => now.isActive('orderedList'))
  const isQuote = useEditorValue(editor, (now) => now.isActive('blockquote'))
  const canUndo = useEditorValue(editor, (now) => now.can().undo())
  const canRedo = useEditorValue(editor, (now) => now.can().redo())
  const focused = () => editor.chain().focus()
  return [
    {
      label: t`Bold`,
      shortcut: 'B',
      icon: <Bold />,
      isOn: isBold,
      run: does(() => focused().toggleBold()),
    },
    {
      label: t`Italic`,
      shortcut: 'I',
      icon: <Italic />,
      isOn: isItalic,
      run: does(() => focused().toggleItalic()),
    },
    {
      label: t`Underlined`,
      shortcut: 'U',
      icon: <Underline />,
      isOn: isUnderlined,
      run: does(() => focused().toggleUnderline()),
    },
    { label: t`Link`, shortcut: 'K', icon: <Link />, isOn: isLink, run: askLink },
    {
      label: t`List`,
      icon: <List />,
      isOn: isList,
      run: does(() => focused().toggleBulletList()),
    },
    {
      label: t`Numbered list`,
      icon: <ListOrdered />,
      isOn: isNumbered,
      run: does(() => focused().toggleOrderedList()),
    },
    {
      label: t`Quotation`,
      icon: <TextQuote />,
      isOn: isQuote,
      run: does(() => focused().toggleBlockquote()),
    },
    {
      label: t`Undo`,
      shortcut: 'Z',
      icon: <Undo2 />,
      isOff: !canUndo,
      run: does(() => focused().undo()),
    },
    { label: t`Redo`, icon: <Redo2 />, isOff: !canRedo, run: does(() => focused().redo()) },
  ]
}

function does(chain: () => { run: () => boolean }): () => void {
  return () => void chain().run()
}
