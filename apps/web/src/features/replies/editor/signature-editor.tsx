import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { FormatBar } from './format-bar.tsx'
import { RichEditor } from './rich-editor.tsx'
import styles from './signature-editor.module.css'

type SignatureEditorProps = {
  label: string
  html: string
  lang: string
  onChange: (html: string) => void
}

/** A few lines that mails end with, with the formatting that mails have. */
export function SignatureEditor({ label, html, lang, onChange }: SignatureEditorProps) {
  const [editor, setEditor] = useState<Editor | null>(null)
  const [isAskingLink, setIsAskingLink] = useState(false)
  return (
    <div className={styles.box}>
      <RichEditor
        label={label}
        html={html}
        lang={lang}
        className={styles.text}
        onChange={onChange}
        onReady={setEditor}
      />
      {editor && (
        <div className={styles.formats}>
          <FormatBar editor={editor} isAskingLink={isAskingLink} onAskLink={setIsAskingLink} />
        </div>
      )}
    </div>
  )
}
