import { HOLIDAY_COUNTRIES, holidayNames, holidaysIn } from '@levee/domain'
import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { intlLocale } from '../../i18n.ts'
import { localDay, wholeDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Select } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import card from '../settings/card.module.css'
import type { CalendarDraft } from './calendar-draft.ts'
import styles from './calendar-page.module.css'
import { zoneName } from './zone-name.ts'

type Holidays = CalendarDraft['holidays']
type HolidaysCardProps = { holidays: Holidays; onChange: (holidays: Holidays) => void }

/** Public holidays: computed for any year by country and zone, those on which one works left out. */
export function HolidaysCard({ holidays, onChange }: HolidaysCardProps) {
  const { t } = useLingui()
  const zones = HOLIDAY_COUNTRIES.find(({ country }) => country === holidays?.country)?.zones ?? []
  return (
    <section className={card.card} aria-labelledby="holidays">
      <div className={card.head}>
        <h2 id="holidays" className={card.title}>{t`Public holidays`}</h2>
      </div>
      <div className={card.body}>
        <div className={card.fields}>
          <Select
            label={t`Country`}
            value={holidays?.country ?? ''}
            onChange={({ target: { value } }) =>
              onChange(value === '' ? null : { country: value, zone: null, worked: [] })
            }
          >
            <option value="">{t`No public holidays`}</option>
            {HOLIDAY_COUNTRIES.map(({ country }) => (
              <option key={country} value={country}>
                {countryName(country)}
              </option>
            ))}
          </Select>
          {holidays && zones.length > 0 && (
            <Select
              label={t`Part of the country`}
              value={holidays.zone ?? ''}
              onChange={({ target: { value } }) =>
                onChange({ ...holidays, zone: value === '' ? null : value })
              }
            >
              <option value="">{t`The country at large`}</option>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zoneName(zone)}
                </option>
              ))}
            </Select>
          )}
        </div>
        {holidays && <HolidayChoice holidays={holidays} onChange={onChange} />}
      </div>
    </section>
  )
}

function HolidayChoice({
  holidays,
  onChange,
}: HolidaysCardProps & { holidays: NonNullable<Holidays> }) {
  const { t } = useLingui()
  const names = holidayNames(holidays)
  return (
    <div className={card.fields}>
      <ChoiceList
        label={t`Work goes on all the same on`}
        hint={t`Whit Monday, for one, where it is the day of solidarity.`}
        searchLabel={t`Find a holiday`}
        empty={t`No holiday has this name.`}
        chosen={holidays.worked}
        onChange={(worked) => onChange({ ...holidays, worked })}
        choices={names.map(({ key, name }) => ({ value: key, label: localName(name) }))}
      />
      <ComputedDays holidays={holidays} />
    </div>
  )
}

/** What the choice comes to in a year. */
function ComputedDays({ holidays }: { holidays: NonNullable<Holidays> }) {
  const { t } = useLingui()
  const now = useNow()
  const [year, setYear] = useState(() => Number(localDay(now).slice(0, 4)))
  const days = holidaysIn(holidays, year)
  return (
    <div>
      <div className={styles.year}>
        <h3
          className={styles.label}
          aria-live="polite"
        >{t`Closed days in ${String(year)}: ${days.length}`}</h3>
        <IconButton label={t`Previous year`} onClick={() => setYear(year - 1)}>
          <ChevronLeft />
        </IconButton>
        <IconButton label={t`Next year`} onClick={() => setYear(year + 1)}>
          <ChevronRight />
        </IconButton>
      </div>
      <ul className={styles.days}>
        {days.map(({ date, key, name }) => (
          <li key={key}>
            <time dateTime={date}>{wholeDay(new Date(`${date}T00:00:00Z`))}</time>
            <span className={card.muted}>{localName(name)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function localName(name: { fr: string; en: string }): string {
  return i18n.locale === 'fr' ? name.fr : name.en
}

function countryName(code: string): string {
  return new Intl.DisplayNames(intlLocale(), { type: 'region' }).of(code) ?? code
}
