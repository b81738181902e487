import type { AcknowledgementSettings } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  acknowledgementsQuery,
  useChangeAcknowledgements,
} from '../../features/templates/template-queries.ts'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'

/** The switch of all automatic answers, with what stopped them; shown only while it stands so. */
export function AcknowledgementsCard({ when }: { when: 'on' | 'stopped' }) {
  const { t } = useLingui()
  const { data } = useQuery(acknowledgementsQuery)
  if (!data || data.isStopped !== (when === 'stopped')) return null
  return (
    <section className={card.card} aria-labelledby="acknowledgements">
      <div className={card.head}>
        <h2 id="acknowledgements" className={card.title}>{t`Acknowledgements of receipt`}</h2>
        <Badge tone={data.isStopped ? 'danger' : 'ok'}>
          {data.isStopped
            ? t({ message: 'stopped', context: 'acknowledgements' })
            : t({ message: 'on', context: 'acknowledgements' })}
        </Badge>
        <span className={card.aside}>
          {t`Each deadline policy says which template is sent to the first mail.`}
        </span>
      </div>
      <div className={card.body}>
        {data.isStopped && <Stopped settings={data} />}
        <Limit key={data.most} settings={data} />
      </div>
    </section>
  )
}

function Stopped({ settings }: { settings: AcknowledgementSettings }) {
  const { t } = useLingui()
  const now = useNow()
  const change = useChangeAcknowledgements()
  const since = settings.stoppedAt ? dateAndTime(new Date(settings.stoppedAt), now) : ''
  const { stopped } = settings.held
  const held = plural(stopped, { one: '# is held', other: '# are held' })
  return (
    <>
      <Banner tone="danger">
        {t`Since ${since} none is sent: ${held}. If two machines answer each other, add a rule for that sender before you resume.`}
      </Banner>
      <div className={card.actions}>
        <Button
          variant="primary"
          busy={change.isPending}
          onClick={() => change.mutate({ isStopped: false, held: 'send' })}
        >
          {stopped === 0 ? t`Resume sending` : t`Resume, and send what is held`}
        </Button>
        {stopped > 0 && (
          <Button
            disabled={change.isPending}
            onClick={() => change.mutate({ isStopped: false, held: 'drop' })}
          >
            {t`Resume without what is held`}
          </Button>
        )}
      </div>
      {change.error && <Banner tone="danger">{problemText(change.error)}</Banner>}
    </>
  )
}

function Limit({ settings }: { settings: AcknowledgementSettings }) {
  const { t } = useLingui()
  const change = useChangeAcknowledgements()
  const [most, setMost] = useState(String(settings.most))
  const count = Number(most)
  const isValid = Number.isInteger(count) && count >= 1 && count <= 10_000
  const { sentLately } = settings
  return (
    <form
      className={card.actions}
      onSubmit={(event) => {
        event.preventDefault()
        if (isValid) change.mutate({ most: count })
      }}
    >
      <Field
        label={t`Most in ten minutes; more stops all`}
        hint={t`${sentLately} in the last ten minutes`}
        type="number"
        min={1}
        max={10_000}
        value={most}
        error={isValid ? undefined : t`From 1 to 10,000`}
        onChange={(event) => setMost(event.target.value)}
      />
      {isValid && count !== settings.most && (
        <Button type="submit" busy={change.isPending}>{t`Save`}</Button>
      )}
      {!settings.isStopped && (
        <Button
          variant="ghost"
          busy={change.isPending}
          onClick={() => change.mutate({ isStopped: true })}
        >
          {t`Stop all acknowledgements`}
        </Button>
      )}
    </form>
  )
}
