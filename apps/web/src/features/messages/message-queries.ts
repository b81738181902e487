import { rereadMessage, setRemoteImages, type Message } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

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
