import {
  type Body,
  changeProfile,
  getSession,
  getSetup,
  setUp,
  type SignedIn,
  signIn,
  signOut,
} from '@levee/contract'
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const sessionKeys = { session: ['session'] as const, setup: ['setup'] as const }

export const sessionQuery = queryOptions({
  queryKey: sessionKeys.session,
  queryFn: ({ signal }) => call(getSession, { signal }),
  staleTime: Infinity,
  retry: false,
})

export const setupQuery = queryOptions({
  queryKey: sessionKeys.setup,
  queryFn: ({ signal }) => call(getSetup, { signal }),
  staleTime: 60_000,
})

/** Who is signed in; only below the shell, which does not open for anybody else. */
export function useSession(): SignedIn {
  return useSuspenseQuery(sessionQuery).data
}

export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Body<typeof signIn>) => call(signIn, { body }),
    onSuccess: (signedIn) => queryClient.setQueryData(sessionKeys.session, signedIn),
  })
}

export type SetUp = Body<typeof setUp>

/** Names the organisation and creates its first admin, who is signed in afterwards. */
export function useSetUp() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: SetUp) => call(setUp, { body }),
    onSuccess: (signedIn) => {
      queryClient.setQueryData(sessionKeys.session, signedIn)
      queryClient.setQueryData(sessionKeys.setup, { required: false })
    },
  })
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut, {}),
    onSuccess: () => location.assign('/login'), // a fresh document: nothing of the session stays in memory
  })
}

export type ProfileChange = Body<typeof changeProfile>

export function useChangeProfile() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: ProfileChange) => call(changeProfile, { body }),
    onSuccess: (signedIn) => queryClient.setQueryData(sessionKeys.session, signedIn),
  })
}
