import {
  changeConversation,
  changeConversations,
  type Conversation,
  type ConversationDetail,
  type ConversationPatch,
  undo,
} from '@levee/contract'
import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'
import { conversationKeys } from './conversation-queries.ts'
import { refreshSoon } from './refresh-soon.ts'
import { staysInView } from './stays-in-view.ts'
import { isListFilter } from './views.ts'

export type Patch = ConversationPatch & { addTagIds?: string[]; removeTagIds?: string[] }
export type Change = { ids: string[]; patch: Patch }
export type Changed = { activityIds: string[]; failed: { id: string; problem: string }[] }

type Viewer = { id: string; teamIds: readonly string[] }
type ListData = InfiniteData<{ items: Conversation[]; nextCursor: string | null }, string>

/** Changes one or many conversations: on the screen at once, on the server right after, one after the other. */
export function useChangeConversations(viewer: Viewer) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: conversationKeys.all,
    scope: { id: 'conversations' }, // the next change starts from the revision that this one makes
    mutationFn: (change: Change) => sendChange(queryClient, change),
    onMutate: async ({ ids, patch }) => {
      await queryClient.cancelQueries({ queryKey: conversationKeys.lists })
      const lists = queryClient.getQueriesData<ListData>({ queryKey: conversationKeys.lists })
      const details = queryClient.getQueriesData<ConversationDetail>({
        queryKey: conversationKeys.details,
      })
      updateCached(queryClient, ids, (known) => patched(known, patch), viewer)
      return { lists, details }
    },
    onError: (_error, _change, before) => {
      for (const [key, data] of before?.lists ?? []) queryClient.setQueryData(key, data)
      for (const [key, data] of before?.details ?? []) queryClient.setQueryData(key, data)
    },
    onSettled: (_changed, _error, { ids }) => {
      for (const id of ids) refreshSoon(queryClient, { conversationId: id })
    },
  })
}

/** Takes actions of the log back, the latest first. */
export function useUndoActivities() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (activityIds: string[]) => {
      for (const activityId of activityIds.toReversed()) {
        const restored = await call(undo, { params: { activityId } })
        refreshSoon(queryClient, { conversationId: restored.id })
      }
    },
    onSettled: () => refreshSoon(queryClient),
  })
}

/** Marks in every cached list what the viewer has seen. */
export function markCachedRead(queryClient: QueryClient, id: string, unread: boolean): void {
  updateCached(queryClient, [id], (known) => ({ ...known, unread }))
}

/** Marks in every cached list whether the viewer follows these. */
export function markCachedFollowed(
  queryClient: QueryClient,
  ids: readonly string[],
  isFollowed: boolean,
): void {
  updateCached(queryClient, ids, (known) => ({ ...known, isFollowed }))
}

async function sendChange(queryClient: QueryClient, { ids, patch }: Change): Promise<Changed> {
  const known = ids.length === 1 ? findCached(queryClient, ids[0] ?? '') : undefined
  if (!known) {
    const { updated, activityIds, failed } = await call(changeConversations, {
      body: { ids, patch },
    })
    const fresh = new Map(updated.map((conversation) => [conversation.id, conversation]))
    updateCached(queryClient, ids, (old) => ({ ...old, ...fresh.get(old.id) }))
    return { activityIds, failed }
  }
  const { activityId, ...saved } = await call(changeConversation, {
    params: { id: known.id },
    body: { revision: known.revision, ...withWholeTags(known, patch) },
  })
  updateCached(queryClient, ids, (old) => ({ ...old, ...saved }))
  return { activityIds: activityId === null ? [] : [activityId], failed: [] }
}

/** The cached copy is already changed: its tags are the wanted ones. */
function withWholeTags(known: Conversation, patch: Patch): ConversationPatch {
  const { addTagIds, removeTagIds, ...rest } = patch
  return addTagIds || removeTagIds ? { ...rest, tagIds: known.tagIds } : rest
}

function patched(known: Conversation, patch: Patch): Conversation {
  const { addTagIds = [], removeTagIds = [], dueReason: _, ...rest } = patch
  const base = rest.tagIds ?? known.tagIds
  const tagIds = [...new Set([...base, ...addTagIds])].filter((id) => !removeTagIds.includes(id))
  const due = rest.dueAt === undefined ? {} : dueGuess(rest.dueAt)
  return { ...known, ...rest, ...due, tagIds }
}

/** Until the server has counted the working time. */
function dueGuess(dueAt: string | null): Partial<Conversation> {
  if (dueAt === null)
    return { dueState: 'none', dueShare: null, dueInWorkingMinutes: null, isDueByHand: false }
  const minutes = (Date.parse(dueAt) - Date.now()) / 60_000 / 3 // eight hours of twenty-four
  const dueInWorkingMinutes = Math.round(minutes)
  return { dueState: 'running', dueShare: 0, dueInWorkingMinutes, isDueByHand: true }
}

function updateCached(
  queryClient: QueryClient,
  ids: readonly string[],
  update: (known: Conversation) => Conversation,
  viewer?: Viewer,
): void {
  for (const [key, data] of queryClient.getQueriesData<ListData>({
    queryKey: conversationKeys.lists,
  })) {
    const filter = key[2]
    if (data && isListFilter(filter)) {
      queryClient.setQueryData(
        key,
        updatedList(data, ids, update, (item) =>
          viewer ? staysInView(item, filter.view, viewer) : true,
        ),
      )
    }
  }
  const details = queryClient.getQueriesData<ConversationDetail>({
    queryKey: conversationKeys.details,
  })
  for (const [queryKey, detail] of details) {
    if (!detail || !ids.includes(detail.id)) continue
    const isOutdated = queryClient.getQueryState(queryKey)?.isInvalidated
    queryClient.setQueryData(queryKey, { ...detail, ...update(detail) })
    // what is written is not what was to be fetched
    if (isOutdated) void queryClient.invalidateQueries({ queryKey, exact: true })
  }
}

function updatedList(
  data: ListData,
  ids: readonly string[],
  update: (known: Conversation) => Conversation,
  stays: (item: Conversation) => boolean,
): ListData {
  const pages = data.pages.map((page) => {
    if (!page.items.some((item) => ids.includes(item.id))) return page
    const items = page.items.flatMap((item) => {
      if (!ids.includes(item.id)) return [item]
      const changed = update(item)
      return stays(changed) ? [changed] : []
    })
    return { ...page, items }
  })
  return { ...data, pages }
}

/** The copy with the latest revision, in a list or open. */
function findCached(queryClient: QueryClient, id: string): Conversation | undefined {
  const details = queryClient.getQueriesData<ConversationDetail>({
    queryKey: conversationKeys.details,
  })
  const lists = queryClient.getQueriesData<ListData>({ queryKey: conversationKeys.lists })
  const copies = [
    ...details.map(([, detail]) => detail),
    ...lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []),
  ].filter((copy) => copy?.id === id)
  return copies.reduce(
    (best, copy) => (copy && copy.revision >= (best?.revision ?? 0) ? copy : best),
    undefined,
  )
}
