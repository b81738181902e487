import { rereadMessage } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** Reads a message again; its conversation is then announced as changed. */
export function useRereadMessage() {
  return useMutation({ mutationFn: (id: string) => call(rereadMessage, { params: { id } }) })
}
