import { getFilePreview, rereadMessage, setRemoteImages, type Message } from '@levee/contract'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** What the server can show of a file: what is received never changes. */
export function filePreviewQuery(id: string, index: number) {
  return queryOptions({
    queryKey: ['file-preview', id, index],
    queryFn: ({ signal }) => call(getFilePreview, { params: { id, index }, signal }),
    staleTime: Infinity,
  })
}

/** Reads a message again; its conversation is then announced as changed. */
export function useRereadMessage() {
  return useMutation({ mutationFn: (id: string) => call(rereadMessage, { params: { id } }) })
}

/** Whether the pictures of a message's sender are always shown, to everybody. */
export function useSetRemoteImages(id: string, onChanged: () => void) {
  return useMutation({
    mutationFn: (remoteImages: Message['remoteImages']) =>
      call(setRemoteImages, { params: { id }, body: { remoteImages } }),
    onSuccess: onChanged,
  })
}
