import type { DeadlineKind, DeadlineSupposition, SupposedDeadline } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../../problem-text.ts'
import { Select } from '../../../ui/field.tsx'
import { supposedQuery } from '../clock-queries.ts'
import { usePolicies } from '../policy-queries.ts'
import styles from './explain-dialog.module.css'
import { TraceList } from './trace-list.tsx'

type WhatIfFormProps = { conversationId: string; kind: DeadlineKind }

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
const SOONER = [1, 2, 7, 30] // days

/** What a date would be had the mail come sooner, by another policy or with another priority. */
export function WhatIfForm({ conversationId, kind }: WhatIfFormProps) {
  const { t } = useLingui()
  const policies = usePolicies()
  const [supposed, setSupposed] = useState<DeadlineSupposition>({})
  const isAsked = Object.keys(supposed).length > 0
  const { data, error } = useQuery({
    ...supposedQuery(conversationId, supposed),
    enabled: isAsked,
  })
  const change = <F extends keyof DeadlineSupposition>(
    field: F,
    value: DeadlineSupposition[F] | undefined,
  ) => {
    const { [field]: _, ...others } = supposed
    setSupposed(value === undefined ? others : { ...supposed, [field]: value })
  }
  const days: Record<number, string> = {
    1: t`the day before`,
    2: t`two days before`,
    7: t`a week before`,
    30: t`thirty days before`,
  }
  const priorities: Record<(typeof PRIORITIES)[number], string> = {
    low: t`low`,
    normal: t`normal`,
    high: t`high`,
    urgent: t`urgent`,
  }
  return (
    <details className={styles.whatIf}>
      <summary>{t`What if…`}</summary>
      <div className={styles.suppositions}>
        <Select
          label={t`it had been received`}
          value={supposed.receivedDaysEarlier ?? ''}
          onChange={({ target }) =>
            change('receivedDaysEarlier', target.value === '' ? undefined : Number(target.value))
          }
        >
          <option value="">{t`as it was`}</option>
          {SOONER.map((count) => (
            <option key={count} value={count}>
              {days[count]}
            </option>
          ))}
        </Select>
        <Select
          label={t`the policy were`}
          value={supposed.policyId ?? ''}
          onChange={({ target }) => change('policyId', target.value || undefined)}
        >
          <option value="">{t`as it is`}</option>
          {policies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={t`the priority were`}
          value={supposed.priority ?? ''}
          onChange={({ target }) =>
            change(
              'priority',
              PRIORITIES.find((each) => each === target.value),
            )
          }
        >
          <option value="">{t`as it is`}</option>
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {priorities[priority]}
            </option>
          ))}
        </Select>
      </div>
      <div role="status" className={styles.answer}>
        {error && problemText(error)}
        {isAsked && data && (
          <Supposed deadline={data.deadlines.find((deadline) => deadline.kind === kind)} />
        )}
      </div>
    </details>
  )
}

function Supposed({ deadline }: { deadline: SupposedDeadline | undefined }) {
  const { t } = useLingui()
  if (!deadline) return t`There would be no such deadline.`
  return <TraceList trace={deadline.trace} />
}
