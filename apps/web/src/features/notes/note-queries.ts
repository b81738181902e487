import { addNote, changeNote, listMentionable, type NoteInput, removeNote } from '@levee/contract'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

export function mentionableQuery(conversationId: string) {
  return queryOptions({
    queryKey: ['mentionable', conversationId] as const,
    queryFn: ({ signal }) => call(listMentionable, { params: { id: conversationId }, signal }),
    select: (page) => page.items,
    staleTime: 60_000,
  })
}

export function useAddNote(conversationId: string, onAdded: () => void) {
  return useMutation({
    mutationFn: (body: NoteInput) => call(addNote, { params: { id: conversationId }, body }),
    onSuccess: onAdded,
  })
}

export function useChangeNote(conversationId: string) {
  return useMutation({
    mutationFn: ({ noteId, input }: { noteId: string; input: NoteInput }) =>
      call(changeNote, { params: { id: conversationId, noteId }, body: input }),
  })
}

export function useRemoveNote(conversationId: string) {
  return useMutation({
    mutationFn: (noteId: string) => call(removeNote, { params: { id: conversationId, noteId } }),
  })
}
