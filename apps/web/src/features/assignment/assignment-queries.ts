import { openConversation } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** Tells that the viewer has a mail before them, which may give it to them. */
export function useOpenConversation() {
  return useMutation({
    mutationFn: (id: string) => call(openConversation, { params: { id } }),
  })
}
