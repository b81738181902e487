import type { DeadlineForecast, ForecastDay } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { oneDecimal } from '../../formatting/numbers.ts'
import { awayText } from './day-cell.tsx'
import { wholeDayText } from './day-text.ts'
import { FigureLink } from './figure-link.tsx'
import styles from './weeks.module.css'

/** Which day overflows first at the usual pace, so that a breach is seen before it happens. */
export function ForecastLine({ forecast }: { forecast: DeadlineForecast }) {
  const { t } = useLingui()
  if (forecast.days.length === 0) return null
  const pace = oneDecimal(forecast.pacePerDay)
  const first = firstOverflow(forecast)
  const teams = forecast.teams.filter((team) => firstOverflow(team) && team.name !== null)
  if (!first && teams.length === 0) {
    return (
      <p
        className={styles.forecast}
      >{t`At the usual pace, ${pace} a day, all of it is done in time.`}</p>
    )
  }
  return (
    <div className={styles.forecast}>
      {first && <FirstDay day={first} pace={pace} />}
      {teams.map((team) => {
        const day = firstOverflow(team)
        if (!day) return null
        const when = wholeDayText(day.date)
        return (
          <FigureLink key={team.teamId} figure={day.due}>
            {t`${team.name}: full on ${when}`}
            {day.away > 0 && ` (${awayText(day.away)})`}
          </FigureLink>
        )
      })}
    </div>
  )
}

function FirstDay({ day, pace }: { day: ForecastDay; pace: string }) {
  const { t } = useLingui()
  const when = wholeDayText(day.date)
  return (
    <FigureLink figure={day.due}>
      {t`At the usual pace, ${pace} a day, the first day that overflows is ${when}.`}
      {day.away > 0 && ` (${awayText(day.away)})`}
    </FigureLink>
  )
}

function firstOverflow({
  days,
  firstOverflow: date,
}: Pick<DeadlineForecast, 'days' | 'firstOverflow'>): ForecastDay | undefined {
  return date === null ? undefined : days.find((day) => day.date === date)
}
