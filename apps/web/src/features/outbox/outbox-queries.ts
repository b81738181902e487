import {
  approveMessage,
  type Body,
  cancelMessage,
  countOutbox,
  getMailboxSending,
  listOutbox,
  lookUpAlignment,
  type OutboxCounts,
  type OutboxGroup,
  rescheduleMessage,
  retryMessage,
  returnMessage,
  setMailboxApproval,
} from '@levee/contract'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'

export const outboxKeys = {
  all: ['outbox'] as const,
  counts: ['outbox', 'counts'] as const,
  group: (group: OutboxGroup) => ['outbox', 'list', group] as const,
  unsentNotices: ['outbox', 'unsentNotices'] as const,
  sending: (mailboxId: string) => ['outbox', 'sending', mailboxId] as const,
}

export function outboxQuery(group: OutboxGroup) {
  return infiniteQueryOptions({
    queryKey: outboxKeys.group(group),
    queryFn: ({ pageParam, signal }) =>
      call(listOutbox, { query: { group, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  })
}

const countsQuery = queryOptions({
  queryKey: outboxKeys.counts,
  queryFn: ({ signal }) => call(countOutbox, { signal }),
  refetchInterval: 60_000, // without the page of the outbox nobody waits for it
})

export function useOutboxCounts(): OutboxCounts | undefined {
  return useQuery(countsQuery).data
}

/** What somebody does to a reply that has not left, or not arrived. */
export type SendingCommand =
  | { type: 'cancel' }
  | { type: 'retry' }
  | { type: 'reschedule'; body: Body<typeof rescheduleMessage> }
  | { type: 'approve'; revision: number }
  | { type: 'return'; reason: string }

/** Does it, and lets whoever shows the reply look again. */
export function useSendingCommand(id: string, onDone: () => void) {
  const queryClient = useQueryClient()
  const params = { id }
  return useMutation({
    mutationFn: (command: SendingCommand) => {
      switch (command.type) {
        case 'cancel':
          return call(cancelMessage, { params })
        case 'retry':
          return call(retryMessage, { params })
        case 'reschedule':
          return call(rescheduleMessage, { params, body: command.body })
        case 'approve':
          return call(approveMessage, { params, body: { revision: command.revision } })
        case 'return':
          return call(returnMessage, { params, body: { reason: command.reason } })
      }
    },
    onSettled: () => {
      onDone()
      return queryClient.invalidateQueries({ queryKey: outboxKeys.all })
    },
  })
}

export function sendingQuery(mailboxId: string) {
  return queryOptions({
    queryKey: outboxKeys.sending(mailboxId),
    queryFn: ({ signal }) => call(getMailboxSending, { params: { id: mailboxId }, signal }),
    staleTime: 3_600_000, // looked up once a day
  })
}

export function useSetApproval(mailboxId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Body<typeof setMailboxApproval>) =>
      call(setMailboxApproval, { params: { id: mailboxId }, body }),
    onSuccess: (sending) => queryClient.setQueryData(outboxKeys.sending(mailboxId), sending),
  })
}

export function useLookUpAlignment(mailboxId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(lookUpAlignment, { params: { id: mailboxId } }),
    onSuccess: (sending) => queryClient.setQueryData(outboxKeys.sending(mailboxId), sending),
  })
}
