import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { countsQuery } from '../../features/conversations/conversation-queries.ts'
import { reportKeys } from '../../features/reports/report-queries.ts'

/** Asks for the figures again when the counts of the navigation were: then mail came, went or changed hands. */
export function useFollowMail(): void {
  const queryClient = useQueryClient()
  const { dataUpdatedAt } = useQuery(countsQuery)
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: reportKeys.all })
  }, [queryClient, dataUpdatedAt])
}
