import { addReply, cancelMessage, type ReplyInput, retryMessage } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

export function useSendReply(conversationId: string) {
  return useMutation({
    mutationFn: (body: ReplyInput) => call(addReply, { params: { id: conversationId }, body }),
  })
}

export function useCancelReply() {
  return useMutation({ mutationFn: (id: string) => call(cancelMessage, { params: { id } }) })
}

export function useRetryReply(onRetried: () => void) {
  return useMutation({
    mutationFn: (id: string) => call(retryMessage, { params: { id } }),
    onSuccess: onRetried,
  })
}
