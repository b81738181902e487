import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { hasStatus, ProblemError } from './problem-error.ts'

type SignedOutListener = () => void
const signedOutListeners = new Set<SignedOutListener>()

/** Hears of every answer 401: the session has ended. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000, // live events say earlier what has changed
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && isWorthRetrying(error),
      },
      mutations: { retry: false },
    },
  })
}

function onError(error: Error): void {
  if (hasStatus(error, 401)) for (const listener of signedOutListeners) listener()
}

function isWorthRetrying(error: Error): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status >= 502)
}
