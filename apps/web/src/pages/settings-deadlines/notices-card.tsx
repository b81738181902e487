import type { DeadlineSettings } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  deadlineSettingsQuery,
  useChangeDeadlineSettings,
} from '../../features/notices/notice-settings-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { Saved } from '../settings/saved.tsx'

/** When the organisation writes to its staff; everybody may set their own hours. */
export function NoticesCard() {
  const { t } = useLingui()
  const { data, error } = useQuery(deadlineSettingsQuery)
  return (
    <section className={card.card} aria-labelledby="notices">
      <div className={card.head}>
        <h2 id="notices" className={card.title}>{t`Quiet hours and digest`}</h2>
        <span className={card.aside}>{t`Everybody can set their own in their profile`}</span>
      </div>
      {error && <Banner tone="danger">{problemText(error)}</Banner>}
      {data && <NoticesForm settings={data} />}
    </section>
  )
}

function NoticesForm({ settings }: { settings: DeadlineSettings }) {
  const { t } = useLingui()
  const change = useChangeDeadlineSettings()
  const [draft, setDraft] = useState(settings)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(draft)
  }
  const times: { key: keyof DeadlineSettings; label: string }[] = [
    { key: 'quietFrom', label: t`No mail from` },
    { key: 'quietTo', label: t`until` },
    { key: 'digestAt', label: t`Digest of the day at` },
  ]
  return (
    <form className={card.body} onSubmit={submit} noValidate>
      <div className={card.fields}>
        {times.map(({ key, label }) => (
          <Field
            key={key}
            label={label}
            type="time"
            value={draft[key]}
            onChange={({ target: { value } }) =>
              value !== '' && setDraft({ ...draft, [key]: value })
            }
          />
        ))}
      </div>
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
