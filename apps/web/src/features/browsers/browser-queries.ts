import { addBrowser, changeBrowser, listBrowsers, removeBrowser } from '@levee/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { openFromNotices } from './follow-notices.ts'
import {
  addressOf,
  currentSubscription,
  fingerprintOf,
  keyOf,
  subscribe,
  supportOfThisBrowser,
} from './this-browser.ts'

export const browserKeys = { all: ['browsers'] as const }

/** The browsers in which one is told, and whether this is one of them. */
export const browsersQuery = queryOptions({
  queryKey: browserKeys.all,
  queryFn: async ({ signal }) => {
    const { items, publicKey } = await call(listBrowsers, { signal })
    const subscription = await currentSubscription()
    const isOurs = subscription !== null && keyOf(subscription) === publicKey
    const fingerprint = isOurs ? await fingerprintOf(subscription) : null
    const thisId = items.find((browser) => browser.fingerprint === fingerprint)?.id ?? null
    return { items, publicKey, thisId, support: supportOfThisBrowser() }
  },
})

/** Asks the person, then the browser, then the server. */
export function useTurnOn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (publicKey: string) => {
      const subscription = await subscribe(publicKey)
      if (!subscription) return
      await call(addBrowser, { body: addressOf(subscription) })
      openFromNotices()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: browserKeys.all }),
  })
}

/** Forgets one of the browsers; this one also for itself. */
export function useForgetBrowser() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, isThis }: { id: string; isThis: boolean }) => {
      await call(removeBrowser, { params: { id } })
      if (isThis) await (await currentSubscription())?.unsubscribe()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: browserKeys.all }),
  })
}

export function useChangeBrowser() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, showsSubject }: { id: string; showsSubject: boolean }) =>
      call(changeBrowser, { params: { id }, body: { showsSubject } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: browserKeys.all }),
  })
}
