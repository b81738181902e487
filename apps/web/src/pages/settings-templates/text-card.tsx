import type { Editor } from '@tiptap/core'
import { useLingui } from '@lingui/react/macro'
import { Braces } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { loadWriting } from '../../i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import card from '../settings/card.module.css'
import { fromEditor, toEditor } from './editor-html.ts'
import type { TemplateDraft } from './template-draft.ts'
import styles from './template-page.module.css'
import { variableWords } from './variable-words.ts'

const loadEditor = () => import('../../features/replies/editor/index.tsx')
const RichEditor = lazy(async () => ({ default: (await loadWriting(loadEditor)).RichEditor }))
const FormatBar = lazy(async () => ({ default: (await loadWriting(loadEditor)).FormatBar }))

type TextCardProps = { draft: TemplateDraft; onChange: (part: Partial<TemplateDraft>) => void }

/** What a template says. */
export function TextCard({ draft, onChange }: TextCardProps) {
  const { t } = useLingui()
  const [editor, setEditor] = useState<Editor | null>(null)
  const [first] = useState(() => toEditor(draft.html))
  const example = '{{surface}}'
  return (
    <section className={card.card} aria-labelledby="text">
      <div className={card.head}>
        <h2 id="text" className={card.title}>{t`Text`}</h2>
      </div>
      <div className={card.body}>
        <Field
          label={t`Subject`}
          hint={t`Left empty: that of the mail that is answered.`}
          maxLength={900}
          lang={draft.language}
          value={draft.subject}
          onChange={({ target }) => onChange({ subject: target.value })}
        />
        <div className={styles.bar}>
          <VariableMenu editor={editor} language={draft.language} />
          <Suspense fallback={null}>{editor && <Formats editor={editor} />}</Suspense>
        </div>
        <Suspense fallback={<Skeleton width="100%" height={240} />}>
          <RichEditor
            label={t`Message`}
            html={first}
            lang={draft.language}
            className={styles.text}
            onChange={(html) => onChange({ html: fromEditor(html) })}
            onReady={setEditor}
          />
        </Suspense>
        <p className={card.muted}>
          {t`Any name between braces, such as ${example}, is asked of whoever writes.`}
        </p>
      </div>
    </section>
  )
}

function Formats({ editor }: { editor: Editor }) {
  const [isAskingLink, setAskingLink] = useState(false)
  return <FormatBar editor={editor} isAskingLink={isAskingLink} onAskLink={setAskingLink} />
}

type VariableMenuProps = { editor: Editor | null; language: 'fr' | 'en' }

function VariableMenu({ editor, language }: VariableMenuProps) {
  const { t } = useLingui()
  return (
    <Menu
      align="start"
      returnsFocus={false}
      trigger={
        <Button size="small" disabled={editor === null}>
          <Braces /> {t`Insert a variable`}
        </Button>
      }
      entries={variableWords(language).map(({ label, name }) => ({
        type: 'action',
        label,
        onSelect: () =>
          editor
            ?.chain()
            .focus()
            .insertContent({ type: 'variable', attrs: { name, value: '' } })
            .run(),
      }))}
    />
  )
}
