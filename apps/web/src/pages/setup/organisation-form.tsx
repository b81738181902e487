import type { Locale } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { languages } from '../../features/session/language-switch.tsx'
import { showLocale } from '../../i18n.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import styles from './setup-form.module.css'
import { browserTimeZone, timeZones } from './time-zones.ts'

type Organisation = { organisation: string; locale: Locale; timeZone: string }
type OrganisationFormProps = {
  error: Error | null
  busy: boolean
  onDone: (organisation: Organisation) => void
}

export function OrganisationForm({ error, busy, onDone }: OrganisationFormProps) {
  const { t, i18n } = useLingui()
  const first = useFocusOnMount<HTMLInputElement>()
  const [name, setName] = useState('')
  const [timeZone, setTimeZone] = useState(browserTimeZone)
  const [checked, setChecked] = useState(false)
  const locale = i18n.locale === 'fr' ? 'fr' : 'en'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() !== '') onDone({ organisation: name.trim(), locale, timeZone })
  }
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.fields}>
        <div className={styles.wide}>
          <Field
            label={t`Name of the organisation`}
            autoComplete="organization"
            ref={first}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={
              checked && name.trim() === '' ? t`Enter the name of your organisation.` : undefined
            }
          />
        </div>
        <PlaceFields timeZone={timeZone} onTimeZone={setTimeZone} />
      </div>
      <SetUpProblem error={error} />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy && <Spinner />}
          {t`Save and continue`}
        </Button>
      </div>
    </form>
  )
}

type PlaceFieldsProps = { timeZone: string; onTimeZone: (timeZone: string) => void }

function PlaceFields({ timeZone, onTimeZone }: PlaceFieldsProps) {
  const { t, i18n } = useLingui()
  return (
    <>
      <Select
        label={t`Language`}
        value={i18n.locale}
        onChange={(event) => void showLocale(event.target.value === 'fr' ? 'fr' : 'en')}
      >
        {languages.map((language) => (
          <option key={language.value} value={language.value}>
            {language.label}
          </option>
        ))}
      </Select>
      <Combobox
        label={t`Time zone`}
        value={timeZone}
        options={timeZones()}
        onChange={onTimeZone}
        searchLabel={t`Find a time zone`}
        empty={t`No time zone has this name.`}
      />
    </>
  )
}

function SetUpProblem({ error }: { error: Error | null }) {
  const { t } = useLingui()
  if (!error) return null
  return (
    <div className={styles.actions} role="alert">
      <Banner tone="danger">
        {hasStatus(error, 409)
          ? t`Levee was set up meanwhile. Reload the page and sign in.`
          : problemText(error)}
      </Banner>
    </div>
  )
}
