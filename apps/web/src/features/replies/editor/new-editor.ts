import { Editor } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { cleanPasted } from './clean-pasted.ts'
import type { RichEditorProps } from './rich-editor.tsx'
import { writingExtensions, type WritingTexts } from './writing-extensions.ts'

type Ends = {
  latest: { readonly current: RichEditorProps }
  onWritten: (html: string) => void
}

/** An editor in `element`, which asks `latest` each time what is wanted now. */
export function newEditor(
  element: HTMLElement,
  texts: WritingTexts,
  { latest, onWritten }: Ends,
): Editor {
  const { html, autoFocus, isReadOnly, label, lang } = latest.current
  const take = (files: FileList | undefined, view: EditorView, position: number): boolean => {
    const { onFiles } = latest.current
    if (!files || files.length === 0 || !onFiles) return false
    onFiles([...files], editor, position)
    view.focus()
    return true
  }
  const editor: Editor = new Editor({
    element: { mount: element },
    extensions: writingExtensions(texts),
    content: html,
    injectCSS: false, // the policy of the page allows no styles but those of its files
    autofocus: autoFocus ? 'start' : false,
    editable: !isReadOnly,
    editorProps: {
      attributes: editorAttributes({ label, lang }),
      transformPastedHTML: cleanPasted,
      handlePaste: (view, { clipboardData }) =>
        // who copies from a word processor has a picture of the text besides
        clipboardData?.types.includes('text/html')
          ? false
          : take(clipboardData?.files, view, view.state.selection.from),
      handleDrop: (view, { dataTransfer, clientX, clientY }, _slice, isMoved) => {
        const place = view.posAtCoords({ left: clientX, top: clientY })?.pos
        return !isMoved && take(dataTransfer?.files, view, place ?? view.state.selection.from)
      },
      handleKeyDown: ({ state }, { key, isComposing }) => {
        const { onSlash } = latest.current
        const { empty, $from } = state.selection
        if (key !== '/' || isComposing || !onSlash || !empty) return false
        if ($from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0) return false
        onSlash()
        return true
      },
    },
    onUpdate: ({ editor: changed }) => onWritten(changed.getHTML()),
  })
  return editor
}

/** What the text says about itself: its name for screen readers, the language in which mistakes are looked for. */
export function editorAttributes({
  label,
  lang,
}: {
  label: string
  lang: string
}): Record<string, string> {
  return {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    lang,
    spellcheck: 'true',
  }
}
