import type { Editor } from '@tiptap/core'
import { useLingui } from '@lingui/react/macro'
import { type RefCallback, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { classNames } from '../../../ui/class-names.ts'
import { editorAttributes, newEditor } from './new-editor.ts'
import styles from './rich-editor.module.css'

export type RichEditorProps = {
  /** Names it for screen readers. */
  label: string
  /** What is written; what is changed elsewhere takes its place. */
  html: string
  /** In which language mistakes are looked for. */
  lang: string
  placeholder?: string
  autoFocus?: boolean
  isReadOnly?: boolean
  className?: string | undefined
  onChange: (html: string) => void
  /** Files that were pasted or dropped, and where in the text. */
  onFiles?: (files: File[], editor: Editor, position: number) => void
  /** `/` on an empty line. */
  onSlash?: () => void
  onReady?: (editor: Editor | null) => void
}

/** Text with bold, links, lists, quotations and pictures. Whatever is pasted becomes that, or goes. */
export function RichEditor(props: RichEditorProps) {
  const mount = useRichEditor(props)
  return <div ref={mount} className={classNames(styles.editor, props.className)} />
}

function useRichEditor(props: RichEditorProps): RefCallback<HTMLDivElement> {
  const { label, lang, placeholder = '', isReadOnly = false } = props
  const { t } = useLingui()
  const [editor, setEditor] = useState<Editor | null>(null)
  const latest = useRef(props)
  const texts = useRef({
    placeholder,
    showQuotation: t`Show the quoted mail`,
    hideQuotation: t`Hide the quoted mail`,
  })
  useLayoutEffect(() => {
    latest.current = props
  })
  const written = useRef(props.html)
  useEffect(() => {
    if (!editor || props.html === written.current) return
    written.current = props.html
    editor.commands.setContent(props.html, { emitUpdate: false })
  }, [editor, props.html])
  useEffect(() => {
    editor?.setOptions({
      editable: !isReadOnly,
      editorProps: {
        ...editor.options.editorProps,
        attributes: editorAttributes({ label, lang }),
      },
    })
  }, [editor, label, lang, isReadOnly])
  return useCallback((element: HTMLDivElement | null) => {
    if (!element) return
    const made = newEditor(element, texts.current, {
      latest,
      onWritten: (html) => {
        written.current = html
        latest.current.onChange(html)
      },
    })
    setEditor(made)
    latest.current.onReady?.(made)
    return () => {
      latest.current.onReady?.(null)
      made.destroy()
    }
  }, [])
}
