import { useLingui } from '@lingui/react/macro'
import { localDay } from '../../formatting/dates.ts'
import { Field } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './triage-since.module.css'

const day = 86_400_000 // ms
const presets = [0, 30, 90] // days

/** The date from which mail is put on the desk; what is older becomes archive. */
export function TriageSince({
  value,
  onChange,
}: {
  value: string
  onChange: (date: string) => void
}) {
  const { t } = useLingui()
  const preset = presets.find((days) => daysAgo(days) === value)
  const names: Record<number, string> = { 0: t`Today`, 30: t`30 days`, 90: t`90 days` }
  return (
    <div className={styles.since}>
      <div className={styles.row}>
        <Segmented
          label={t`From when is mail still to be handled?`}
          value={String(preset)}
          options={presets.map((days) => ({ value: String(days), label: names[days] ?? '' }))}
          onChange={(days) => onChange(daysAgo(Number(days)))}
        />
        <Field
          label={t`or since`}
          type="date"
          value={value}
          max={daysAgo(0)}
          required
          onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
        />
      </div>
      <p className={styles.text}>
        {t`Mail since then lands on the desk, the oldest first, and gets a registration number. Older mail is imported after it as archive: you find it by searching, and it asks nothing of anybody.`}
      </p>
    </div>
  )
}

/** The calendar day that lies so many days back, as YYYY-MM-DD. */
export function daysAgo(days: number): string {
  return localDay(new Date(Date.now() - days * day))
}
