import { useLingui } from '@lingui/react/macro'
import { Braces } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Menu } from '../../ui/menu.tsx'
import card from '../settings/card.module.css'
import { htmlOf, textOf } from './plain-letter.ts'
import type { TemplateDraft } from './template-draft.ts'
import { variableWords } from './variable-words.ts'

type TextCardProps = { draft: TemplateDraft; onChange: (part: Partial<TemplateDraft>) => void }

/** What a template says. */
export function TextCard({ draft, onChange }: TextCardProps) {
  const { t } = useLingui()
  const field = useRef<HTMLTextAreaElement>(null)
  const text = textOf(draft.html)
  const insert = (written: string) => {
    const place = field.current?.selectionStart ?? text.length
    onChange({ html: htmlOf(text.slice(0, place) + written + text.slice(place)) })
    field.current?.focus()
  }
  return (
    <section className={card.card} aria-labelledby="text">
      <div className={card.head}>
        <h2 id="text" className={card.title}>{t`Text`}</h2>
        <span className={card.end}>
          <Menu
            trigger={
              <Button size="small">
                <Braces /> {t`Insert a variable`}
              </Button>
            }
            entries={variableWords(draft.language).map(({ label, written }) => ({
              type: 'action',
              label,
              onSelect: () => insert(written),
            }))}
          />
        </span>
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
        <TextArea
          label={t`Message`}
          hint={t`Any name between braces, such as ${'{{surface}}'}, is asked of whoever writes.`}
          ref={field}
          rows={12}
          lang={draft.language}
          value={text}
          onChange={({ target }) => onChange({ html: htmlOf(target.value) })}
        />
      </div>
    </section>
  )
}
