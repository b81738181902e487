import {
  addTemplate,
  addUpload,
  type AcknowledgementSettings,
  attachTemplateFiles,
  type Body,
  changeAcknowledgements,
  changeTemplate,
  exportTemplates,
  getAcknowledgements,
  importTemplates,
  listConversations,
  listTemplates,
  type NewTemplate,
  previewTemplate,
  removeTemplate,
  restoreTemplate,
  runMacro,
  type Template,
  type TemplateFile,
  writeTemplate,
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

const all = ['templates'] as const

export const templateKeys = {
  all,
  list: (q: string) => [...all, 'list', q] as const,
  preview: (draft: object) => [...all, 'preview', JSON.stringify(draft)] as const,
  written: (id: string, conversationId: string) => [...all, 'written', id, conversationId] as const,
  acknowledgements: ['acknowledgements'] as const,
}

/** The templates in which every word of `q` is found. */
export const templatesQuery = (q = '') =>
  queryOptions({
    queryKey: templateKeys.list(q),
    queryFn: ({ signal }) => call(listTemplates, { query: { ...(q && { q }) }, signal }),
    select: (page) => page.items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

export function useTemplates(): Template[] {
  return useQuery(templatesQuery()).data ?? []
}

type Draft = Pick<Template, 'language' | 'subject' | 'html'> & { conversationId?: string }

/** What a template that is being written says to a conversation. */
export const previewQuery = (draft: Draft) =>
  queryOptions({
    queryKey: templateKeys.preview(draft),
    queryFn: ({ signal }) => call(previewTemplate, { body: draft, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** What a template says to a conversation; asked anew each time, for the conversation may have changed. */
export function useWriteTemplate() {
  return useMutation({
    mutationFn: ({ id, conversationId }: { id: string; conversationId: string | null }) =>
      call(writeTemplate, {
        params: { id },
        body: { ...(conversationId !== null && { conversationId }) },
      }),
  })
}

export function useAttachTemplateFiles() {
  return useMutation({
    mutationFn: (id: string) => call(attachTemplateFiles, { params: { id } }),
  })
}

export function useRunMacro() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Body<typeof runMacro>) =>
      call(runMacro, { params: { id }, body }),
  })
}

export function useUploadTemplateFile() {
  return useMutation({ mutationFn: (file: File) => upload(addUpload, file) })
}

/** Adds a template (`id` null) or changes one. */
export function useSaveTemplate() {
  const renew = useRenewTemplates()
  return useMutation({
    mutationFn: ({ id, template }: { id: string | null; template: NewTemplate }) =>
      id === null
        ? call(addTemplate, { body: template })
        : call(changeTemplate, { params: { id }, body: template }),
    onSuccess: renew,
  })
}

export function useRemoveTemplate() {
  const renew = useRenewTemplates()
  return useMutation({
    mutationFn: (id: string) => call(removeTemplate, { params: { id } }),
    onSuccess: renew,
  })
}

export function useRestoreTemplate() {
  const renew = useRenewTemplates()
  return useMutation({
    mutationFn: (id: string) => call(restoreTemplate, { params: { id } }),
    onSuccess: renew,
  })
}

export function useExportTemplates() {
  return useMutation({ mutationFn: () => call(exportTemplates, {}) })
}

export function useImportTemplates() {
  const renew = useRenewTemplates()
  return useMutation({
    mutationFn: (body: TemplateFile) => call(importTemplates, { body }),
    onSuccess: renew,
  })
}

export const acknowledgementsQuery = queryOptions({
  queryKey: templateKeys.acknowledgements,
  queryFn: ({ signal }) => call(getAcknowledgements, { signal }),
  staleTime: 0,
})

export function useChangeAcknowledgements() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Body<typeof changeAcknowledgements>) =>
      call(changeAcknowledgements, { body }),
    onSuccess: (settings: AcknowledgementSettings) =>
      queryClient.setQueryData(templateKeys.acknowledgements, settings),
  })
}

function useRenewTemplates() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: templateKeys.all })
}

/** The mail that came last: what a template can be looked at with. */
export const recentMailQuery = queryOptions({
  queryKey: [...all, 'recent-mail'],
  queryFn: ({ signal }) => call(listConversations, { query: { view: 'all', limit: 20 }, signal }),
  select: (page) => page.items,
})
