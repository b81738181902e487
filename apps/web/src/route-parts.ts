import { redirect } from '@tanstack/react-router'
import { setupQuery } from './features/session/session-queries.ts'
import { isSignedIn, type RouterContext } from './require-session.ts'
import type { ListScope, Sort } from './features/conversations/views.ts'
import { loadAdministrationTexts } from './i18n.ts'
import { later } from './load-part.ts'

/** What a list page keeps in its URL besides its place and the open mail. */
export type ListSearch = ListScope & { q?: string; sort?: Sort }

/** Loads a page of set-up or settings with its texts. */
export function administrationPage<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return later(async () => {
    const [page] = await Promise.all([load(), loadAdministrationTexts()])
    return page
  })
}

/** Reads what a list page keeps in its URL. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const { q, sort, mailbox, team, assignee } = search
  return {
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...((sort === 'deadline' || sort === 'received') && { sort }),
    ...(typeof mailbox === 'string' && { mailbox }),
    ...(typeof team === 'string' && { team }),
    ...(typeof assignee === 'string' && { assignee }),
  }
}

/** Sends whoever is signed in on to where they wanted to go, and everybody to the set-up while it is not done. */
export async function signedOutOnly({
  context: { queryClient },
  search,
}: {
  context: RouterContext
  search: { next?: string }
}): Promise<void> {
  const { required } = await queryClient.ensureQueryData(setupQuery)
  if (required) throw redirect({ to: '/setup' })
  if (await isSignedIn(queryClient)) throw redirect({ href: search.next ?? '/' })
}
