import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'

/** The rules that did what a line tells, each a link to it. */
export function RuleCredit({ rules }: { rules: readonly { id: string; name: string }[] }) {
  const { t } = useLingui()
  if (rules.length === 0) return null
  return (
    <>
      {' · '}
      {rules.length === 1 ? t`rule` : t`rules`}{' '}
      {rules.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 && ', '}
          <Link to="/rules/{-$id}" params={{ id }}>
            {name}
          </Link>
        </Fragment>
      ))}
    </>
  )
}

/** The rules that an entry of the log names. */
export function rulesIn({ rules }: Record<string, unknown> = {}): { id: string; name: string }[] {
  if (!Array.isArray(rules)) return []
  return rules.filter(
    (rule): rule is { id: string; name: string } =>
      typeof rule?.id === 'string' && typeof rule.name === 'string',
  )
}
