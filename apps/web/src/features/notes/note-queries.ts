import { addNote } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

export function useAddNote(conversationId: string, onAdded: () => void) {
  return useMutation({
    mutationFn: (text: string) => call(addNote, { params: { id: conversationId }, body: { text } }),
    onSuccess: onAdded,
  })
}
