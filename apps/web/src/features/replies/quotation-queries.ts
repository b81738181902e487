import { type Message, quoteMessage, type Upload } from '@levee/contract'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** A mail as it can be quoted; `pictures`: the uploads that it shows. */
export type Quotation = { html: string; pictures: Upload[] }

/** Asked once: whoever passes a mail on gets copies of its pictures. */
const quotationQuery = (messageId: string, forward: boolean) =>
  queryOptions({
    queryKey: ['quotation', messageId, forward] as const,
    queryFn: ({ signal }) =>
      call(quoteMessage, { params: { id: messageId }, body: { forward }, signal }),
    staleTime: Infinity,
    gcTime: 600_000,
    retry: false,
  })

/** How a mail is quoted; undefined where it is by its text: it has no other, or the server does not say. */
export async function quotationOf(
  queryClient: QueryClient,
  { id, hasHtml }: Pick<Message, 'id' | 'hasHtml'>,
  forward: boolean,
): Promise<Quotation | undefined> {
  if (!hasHtml) return undefined
  return queryClient.fetchQuery(quotationQuery(id, forward)).catch(() => undefined)
}

/** The same while one waits for it. */
export const quotedQuery = (message: Message | undefined, forward: boolean) => ({
  ...quotationQuery(message?.id ?? '', forward),
  enabled: message?.hasHtml === true,
})
