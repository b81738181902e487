import {
  type Authorisation,
  type Body,
  pollAuthorisation,
  startAuthorisation,
} from '@levee/contract'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { call } from '../../call.ts'

export type StartInput = Body<typeof startAuthorisation>

/** How far an authorisation is; asked as often as it is worth, until it has ended. */
export const authorisationQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['authorisations', id ?? ''],
    enabled: id !== undefined,
    queryFn: ({ signal }) => call(pollAuthorisation, { params: { id: id ?? '' }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data.state === 'pending' ? (data?.interval ?? 2) * 1000 : false,
    refetchIntervalInBackground: true, // the person is in the provider's tab
    retry: false,
  })

/** Begins to authorise at a provider, and follows it; `undefined` as long as nothing was begun. */
export function useAuthorisation() {
  const start = useMutation({
    mutationFn: (body: StartInput) => call(startAuthorisation, { body }),
    onSuccess: ({ authorizationUrl }) => {
      if (authorizationUrl) window.open(authorizationUrl, '_blank', 'noopener')
    },
  })
  const begun = start.data
  const poll = useQuery(authorisationQuery(begun?.state === 'pending' ? begun.id : undefined))
  const authorisation: Authorisation | undefined = begun && { ...begun, ...poll.data }
  return { begin: start.mutate, isStarting: start.isPending, error: start.error, authorisation }
}
