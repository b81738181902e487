import type { SpreadPerson } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useUsers } from '../../features/users/user-queries.ts'
import { oneDecimal, wholeNumber } from '../../formatting/numbers.ts'
import styles from './spread-dialog.module.css'

/** How much each would have until the end of that day, before and after. */
export function SpreadPeople({ people }: { people: readonly SpreadPerson[] }) {
  const { t } = useLingui()
  const users = useUsers()
  if (people.length === 0) return null
  return (
    <table className={styles.people}>
      <caption>{t`Due until the end of that day`}</caption>
      <thead>
        <tr>
          <th scope="col">{t`Person`}</th>
          <th scope="col">{t`Now`}</th>
          <th scope="col">{t`After`}</th>
          <th scope="col">{t`Usually closes`}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ userId, dueBefore, dueAfter, capacity }) => (
          <tr key={userId}>
            <th scope="row">{users.find(({ id }) => id === userId)?.name ?? '–'}</th>
            <td>{wholeNumber(dueBefore)}</td>
            <td data-full={dueAfter > capacity || undefined}>{wholeNumber(dueAfter)}</td>
            <td>{oneDecimal(capacity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
