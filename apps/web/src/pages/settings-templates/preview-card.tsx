import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { previewQuery, recentMailQuery } from '../../features/templates/template-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Select } from '../../ui/field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import card from '../settings/card.module.css'
import type { TemplateDraft } from './template-draft.ts'
import styles from './template-page.module.css'
import { WrittenLetter } from './written-letter.tsx'

/** What a template would say to a mail that is there, as it is being written. */
export function PreviewCard({ draft }: { draft: TemplateDraft }) {
  const { t } = useLingui()
  const recent = useQuery(recentMailQuery).data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const conversationId = chosen ?? recent[0]?.id
  const { language, html, subject } = useDeferredValue(draft)
  const { data, error } = useQuery(
    previewQuery({
      language,
      html,
      subject: subject.trim() === '' ? null : subject,
      ...(conversationId && { conversationId }),
    }),
  )
  return (
    <section className={`${card.card} ${styles.preview}`} aria-labelledby="preview">
      <div className={card.head}>
        <h2 id="preview" className={card.title}>{t`Preview`}</h2>
      </div>
      <div className={card.body}>
        <Select
          label={t`For the mail`}
          value={conversationId ?? ''}
          onChange={({ target }) => setChosen(target.value)}
        >
          {recent.length === 0 && <option value="">{t`There is no mail yet.`}</option>}
          {recent.map(({ id, reference, from, subject: title }) => (
            <option key={id} value={id}>
              {[reference, from.name || from.address, title].filter(Boolean).join(' · ')}
            </option>
          ))}
        </Select>
        {error ? (
          <Banner tone="danger">{problemText(error)}</Banner>
        ) : data ? (
          <WrittenLetter written={data} language={language} />
        ) : (
          <Skeleton width="100%" height={120} />
        )}
      </div>
    </section>
  )
}
