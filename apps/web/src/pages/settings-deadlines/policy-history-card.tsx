import type { DeadlinePolicy } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { policyHistoryQuery } from '../../features/deadline-history/history-queries.ts'
import { HistoryCard } from '../settings/history-card.tsx'
import { policyDifferences } from './policy-history.ts'

export function PolicyHistory({ policy }: { policy: DeadlinePolicy }) {
  const versions = useQuery(policyHistoryQuery(policy.id, policy.version))
  const calendars = new Map(useCalendars().map(({ id, name }) => [id, name]))
  return (
    <HistoryCard
      query={versions}
      differences={(was, is) => policyDifferences(was, is, calendars)}
    />
  )
}
