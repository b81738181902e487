import { suggestFiling } from '@levee/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** What staff would probably do with a mail; `revision`: it may have been done by then. */
export function filingQuery({ id, revision }: { id: string; revision: number }) {
  return queryOptions({
    queryKey: ['filing', id, revision] as const,
    queryFn: ({ signal }) => call(suggestFiling, { params: { id }, signal }),
    select: (page) => page.items,
    retry: false,
  })
}
