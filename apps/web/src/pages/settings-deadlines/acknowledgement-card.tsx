import type { PolicyAcknowledgement } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useTemplates } from '../../features/templates/template-queries.ts'
import { Banner } from '../../ui/banner.tsx'
import { Select } from '../../ui/field.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import card from '../settings/card.module.css'

type AcknowledgementCardProps = {
  acknowledgement: PolicyAcknowledgement | null
  onChange: (acknowledgement: PolicyAcknowledgement | null) => void
}

/** What is sent by itself to the first mail, in the language of who wrote it. */
export function AcknowledgementCard({ acknowledgement, onChange }: AcknowledgementCardProps) {
  const { t } = useLingui()
  return (
    <section className={card.card} aria-labelledby="acknowledgement">
      <div className={card.head}>
        <h2 id="acknowledgement" className={card.title}>{t`Acknowledgement of receipt`}</h2>
        <span className={card.end}>
          <Toggle
            checked={acknowledgement !== null}
            onChange={(on) => onChange(on ? { fr: null, en: null } : null)}
          >
            <span className="visually-hidden">{t`Send an acknowledgement of receipt`}</span>
          </Toggle>
        </span>
      </div>
      <div className={card.body}>
        <p className={card.text}>
          {t`To the first mail of a matter, once it has its number: never to programs, lists or doubtful senders, and at most once a day to an address.`}
        </p>
        {acknowledgement && <Choices acknowledgement={acknowledgement} onChange={onChange} />}
      </div>
    </section>
  )
}

type ChoicesProps = Omit<AcknowledgementCardProps, 'acknowledgement'> & {
  acknowledgement: PolicyAcknowledgement
}

function Choices({ acknowledgement, onChange }: ChoicesProps) {
  const { t } = useLingui()
  const templates = useTemplates()
  const choice = (language: 'fr' | 'en', label: string) => (
    <Select
      label={label}
      value={acknowledgement[language] ?? ''}
      onChange={({ target: { value } }) =>
        onChange({ ...acknowledgement, [language]: value === '' ? null : value })
      }
    >
      <option value="">{t`none`}</option>
      {templates
        .filter((template) => template.language === language)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </Select>
  )
  return (
    <>
      <div className={card.fields}>
        {choice('fr', t`To mail in French`)}
        {choice('en', t`To mail in English`)}
      </div>
      {acknowledgement.fr === null && acknowledgement.en === null ? (
        <Banner tone="warn">
          {t`Choose a template, or nothing is sent.`}{' '}
          <Link to="/settings/templates">{t`Templates`}</Link>
        </Banner>
      ) : (
        <p className={card.muted}>
          {t`Who writes in another language gets that of the organisation, or the one that there is.`}
        </p>
      )}
    </>
  )
}
