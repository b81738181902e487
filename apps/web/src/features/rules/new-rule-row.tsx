import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { classNames } from '../../ui/class-names.ts'
import styles from './rule-list.module.css'

type NewRuleRowProps = { name: string; place: number; isSelected: boolean }

/** The rule that is being written, where it will be once it is published: after the others. */
export function NewRuleRow({ name, place, isSelected }: NewRuleRowProps) {
  const { t } = useLingui()
  return (
    <li className={classNames(styles.row, isSelected && styles.selected)}>
      <span />
      <span className={styles.place}>{place}</span>
      <span className={styles.main}>
        <Link
          to="/rules/{-$id}"
          params={{ id: 'new' }}
          className={styles.name}
          aria-current={isSelected || undefined}
        >
          {name || t`New rule`}
        </Link>
        <span className={styles.changed}>{t`Draft, not published`}</span>
      </span>
    </li>
  )
}
