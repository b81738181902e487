import type { MailboxHealth } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { timeOfDay } from '../../formatting/dates.ts'
import { oneDecimal, wholeNumber } from '../../formatting/numbers.ts'
import styles from './hour-table.module.css'

/** The numbers of the curve, for who would rather read them. */
export function HourTable({ hours }: Pick<MailboxHealth, 'hours'>) {
  const { t } = useLingui()
  return (
    <details className={styles.details}>
      <summary>{t`Hour by hour`}</summary>
      <table className={styles.hours}>
        <thead>
          <tr>
            <th scope="col">{t`From`}</th>
            <th scope="col">{t`Arrived`}</th>
            <th scope="col">{t`Usually`}</th>
          </tr>
        </thead>
        <tbody>
          {hours.map(({ at, messages, usual }) => (
            <tr key={at}>
              <th scope="row">{timeOfDay(new Date(at))}</th>
              <td>{wholeNumber(messages)}</td>
              <td>{usual === null ? '–' : oneDecimal(usual)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
