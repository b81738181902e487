import {
  addUpload,
  type Body,
  changeWritingSettings,
  getWritingSettings,
  setMailboxSignature,
  suggestRecipients,
  type Upload,
} from '@levee/contract'
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'
import { upload } from '../../upload.ts'

export const writingKeys = {
  settings: ['writing'] as const,
  recipients: (typed: string) => ['recipients', typed] as const,
}

/** What one writes with: signatures, mailboxes, seconds. */
export const writingQuery = queryOptions({
  queryKey: writingKeys.settings,
  queryFn: ({ signal }) => call(getWritingSettings, { signal }),
  staleTime: 60_000,
})

export function useChangeWriting() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Body<typeof changeWritingSettings>) => call(changeWritingSettings, { body }),
    onSuccess: (settings) => queryClient.setQueryData(writingKeys.settings, settings),
  })
}

export function useSetMailboxSignature(mailboxId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (signature: string) =>
      call(setMailboxSignature, { params: { id: mailboxId }, body: { signature } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: writingKeys.settings }),
  })
}

const shortestQuestion = 2 // letters: fewer mean too many

/** Whom somebody may mean who has typed this. */
export function useRecipientSuggestions(typed: string) {
  const q = typed.trim()
  const isAsked = q.length >= shortestQuestion
  const { data } = useQuery({
    queryKey: writingKeys.recipients(q),
    queryFn: ({ signal }) => call(suggestRecipients, { query: { q }, signal }),
    enabled: isAsked,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  return isAsked ? (data?.items ?? []) : []
}

/** Uploads a file for a mail, and tells how far it is. */
export function uploadFile(
  file: File,
  watch: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<Upload> {
  return upload(addUpload, file, watch)
}
