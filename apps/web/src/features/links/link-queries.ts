import { addLink, type LinkKind, removeLink } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

export function useAddLink() {
  return useMutation({
    mutationFn: ({ id, kind, to }: { id: string; kind: LinkKind; to: string }) =>
      call(addLink, { params: { id }, body: { kind, to } }),
  })
}

export function useRemoveLink() {
  return useMutation({
    mutationFn: (ids: { id: string; linkId: string }) => call(removeLink, { params: ids }),
  })
}
