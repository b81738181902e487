import type { ListScope, Sort } from '../../features/conversations/views.ts'

/** What a list page keeps in its URL besides its place and the open mail. */
export type ListSearch = ListScope & { q?: string; sort?: Sort }

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
