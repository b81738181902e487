import type { QueryClient } from '@tanstack/react-query'
import { type ParsedLocation, redirect } from '@tanstack/react-router'
import { sessionQuery, setupQuery } from './features/session/session-queries.ts'
import { showTimesIn } from './formatting/dates.ts'
import { showLocale } from './i18n.ts'
import { hasStatus } from './problem-error.ts'

export type RouterContext = { queryClient: QueryClient }
type Guarded = { context: RouterContext; location: ParsedLocation }

/** Loads the sign-in page afresh, which forgets everything in memory, and comes back afterwards. */
export function leaveForLogin(location: ParsedLocation): void {
  if (!['/login', '/setup'].includes(location.pathname)) window.location.assign(loginHref(location))
}

/** Lets signed-in users pass, in their language and the organisation's time zone. */
export async function requireSession({
  context: { queryClient },
  location,
}: Guarded): Promise<void> {
  try {
    const signedIn = await queryClient.ensureQueryData(sessionQuery)
    showTimesIn(signedIn.timeZone)
    await showLocale(signedIn.user.locale)
  } catch (error) {
    if (!hasStatus(error, 401)) throw error
    const { required } = await queryClient.ensureQueryData(setupQuery)
    throw redirect({ href: required ? '/setup' : loginHref(location) })
  }
}

/** Whether somebody is signed in. */
export async function isSignedIn(queryClient: QueryClient): Promise<boolean> {
  try {
    await queryClient.ensureQueryData(sessionQuery)
    return true
  } catch (error) {
    if (hasStatus(error, 401)) return false
    throw error
  }
}

/** Where to go after sign-in: a place of this application, never another site. */
export function loginSearch({ next }: Record<string, unknown>): { next?: string } {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}
}

function loginHref(location: ParsedLocation): string {
  return `/login?next=${encodeURIComponent(location.href)}`
}
