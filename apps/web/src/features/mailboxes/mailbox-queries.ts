import {
  addMailbox,
  type Body,
  changeMailbox,
  checkMailbox,
  discoverMailbox,
  getLedger,
  getMailbox,
  type LedgerFate,
  listLedger,
  listMailboxes,
  type Mailbox,
  type MailboxInput,
  sendTestMail,
  syncMailbox,
} from '@levee/contract'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'
import { isImporting } from './import-state.ts'

const all = ['mailboxes'] as const

export const mailboxKeys = {
  all,
  one: (id: string) => [...all, id] as const,
  ledger: (id: string) => [...all, id, 'ledger'] as const,
  lines: (id: string, fate: LedgerFate) => [...all, id, 'ledger', fate] as const,
}

const ledgerSteps = 10_000 // ms; what an open page shows of a mailbox that works
const importSteps = 1_000 // ms between two looks at an import that runs

export const mailboxesQuery = queryOptions({
  queryKey: mailboxKeys.all,
  queryFn: ({ signal }) => call(listMailboxes, { signal }),
  select: (page) => page.items,
})

/** One mailbox with its settings; asked for every second while its first import runs. */
export const mailboxQuery = (id: string) =>
  queryOptions({
    queryKey: mailboxKeys.one(id),
    queryFn: ({ signal }) => call(getMailbox, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isImporting(state.data) ? importSteps : false),
  })

/** How the mailbox of an address is reached: asked once, the answer takes seconds and stays. */
export const discoveryQuery = (address: string) =>
  queryOptions({
    queryKey: ['mailbox-discovery', address],
    queryFn: ({ signal }) => call(discoverMailbox, { body: { address }, signal }),
    staleTime: Infinity,
    retry: false,
    enabled: address !== '',
  })

export const ledgerQuery = (id: string) =>
  queryOptions({
    queryKey: mailboxKeys.ledger(id),
    queryFn: ({ signal }) => call(getLedger, { params: { id }, signal }),
    refetchInterval: ledgerSteps,
  })

/** The messages of one fate, page by page. */
export const ledgerLinesQuery = (id: string, fate: LedgerFate) =>
  infiniteQueryOptions({
    queryKey: mailboxKeys.lines(id, fate),
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call(listLedger, {
        params: { id, fate },
        query: pageParam === '' ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** The same, asked for again and again while an import runs. */
export const importingLedgerQuery = (id: string) =>
  queryOptions({ ...ledgerQuery(id), refetchInterval: importSteps })

export function useMailboxes(): Mailbox[] {
  return useQuery(mailboxesQuery).data ?? []
}

export function useMailbox(id: string | undefined): Mailbox | undefined {
  return useMailboxes().find((mailbox) => mailbox.id === id)
}

/** Tries settings out; nothing is kept. */
export function useCheckMailbox() {
  return useMutation({ mutationFn: (body: MailboxInput) => call(checkMailbox, { body }) })
}

/** Sends a mail from the mailbox to itself; answers when it arrived, or after a minute. */
export function useTestMail() {
  return useMutation({ mutationFn: (body: MailboxInput) => call(sendTestMail, { body }) })
}

export function useAddMailbox() {
  const renew = useRenewMailboxes()
  return useMutation({
    mutationFn: (body: MailboxInput) => call(addMailbox, { body }),
    onSuccess: renew,
  })
}

export type MailboxChange = Body<typeof changeMailbox>

export function useChangeMailbox(id: string) {
  const renew = useRenewMailboxes()
  return useMutation({
    mutationFn: (body: MailboxChange) => call(changeMailbox, { params: { id }, body }),
    onSuccess: renew,
  })
}

export function useSyncMailbox(id: string) {
  const renew = useRenewMailboxes()
  return useMutation({
    mutationFn: () => call(syncMailbox, { params: { id } }),
    onSuccess: renew,
  })
}

/** Asks for the mailboxes anew. */
export function useRenewMailboxes() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: mailboxKeys.all })
}
