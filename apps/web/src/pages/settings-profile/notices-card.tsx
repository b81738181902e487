import type { DeadlineSettings, NoticeSettings } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  deadlineSettingsQuery,
  noticeSettingsQuery,
  useChangeNoticeSettings,
} from '../../features/notices/notice-settings-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import card from '../settings/card.module.css'
import { NewsFields } from './news-fields.tsx'
import { Saved } from '../settings/saved.tsx'

/** What one is told of, and when one is written to. */
export function NoticesCard() {
  const { t } = useLingui()
  const own = useQuery(noticeSettingsQuery)
  const usual = useQuery(deadlineSettingsQuery)
  const error = own.error ?? usual.error
  return (
    <section className={card.card} aria-labelledby="notices">
      <div className={card.head}>
        <h2 id="notices" className={card.title}>{t`Notifications and mails`}</h2>
      </div>
      {error && <Banner tone="danger">{problemText(error)}</Banner>}
      {own.data && usual.data && <NoticesForm own={own.data} usual={usual.data} />}
    </section>
  )
}

type NoticesFormProps = { own: NoticeSettings; usual: DeadlineSettings }

function NoticesForm({ own, usual }: NoticesFormProps) {
  const { t } = useLingui()
  const change = useChangeNoticeSettings()
  const [draft, setDraft] = useState(own)
  const set = (part: Partial<NoticeSettings>) => setDraft({ ...draft, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(draft)
  }
  const hasOwnHours = draft.quietFrom !== null
  return (
    <form className={card.body} onSubmit={submit} noValidate>
      <Toggle
        checked={hasOwnHours}
        onChange={(isOwn) =>
          set({
            quietFrom: isOwn ? usual.quietFrom : null,
            quietTo: isOwn ? usual.quietTo : null,
          })
        }
      >
        {t`Quiet hours of my own (else from ${usual.quietFrom} to ${usual.quietTo})`}
      </Toggle>
      {hasOwnHours && (
        <div className={card.fields}>
          <Field
            label={t`No mail from`}
            type="time"
            value={draft.quietFrom ?? ''}
            onChange={({ target: { value } }) => value !== '' && set({ quietFrom: value })}
          />
          <Field
            label={t`until`}
            hint={t`The same time twice: never quiet.`}
            type="time"
            value={draft.quietTo ?? ''}
            onChange={({ target: { value } }) => value !== '' && set({ quietTo: value })}
          />
        </div>
      )}
      <Toggle checked={draft.digest} onChange={(digest) => set({ digest })}>
        {t`One mail a day with what is overdue or near`}
      </Toggle>
      {draft.digest && (
        <div className={card.fields}>
          <Field
            label={t`Sent at`}
            type="time"
            value={draft.digestAt ?? usual.digestAt}
            onChange={({ target: { value } }) =>
              set({ digestAt: value === '' || value === usual.digestAt ? null : value })
            }
          />
        </div>
      )}
      <NewsFields draft={draft} set={set} />
      {change.error && <Banner tone="danger">{problemText(change.error)}</Banner>}
      <div className={card.actions}>
        <Button type="submit" busy={change.isPending}>
          {t`Save`}
        </Button>
        <Saved shown={change.isSuccess} />
      </div>
    </form>
  )
}
