import { getMailboxHealth } from '@levee/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { mailboxKeys } from './mailbox-queries.ts'

const healthSteps = 60_000 // ms

/** What came in the last 24 hours, and how full the mailbox is. */
export const mailboxHealthQuery = (id: string) =>
  queryOptions({
    queryKey: [...mailboxKeys.one(id), 'health'],
    queryFn: ({ signal }) => call(getMailboxHealth, { params: { id }, signal }),
    refetchInterval: healthSteps,
    staleTime: healthSteps,
  })
