import {
  applyRule,
  cancelRuleApplication,
  cancelRuleTrial,
  getRuleApplication,
  getRuleTrial,
  listRuleApplications,
  retryRuleApplication,
  retryRuleTrial,
  rollBackRule,
  type RuleToTry,
  startRuleApplication,
  startRuleTrial,
  undoRuleApplication,
} from '@levee/contract'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'
import { isLive } from '../../live-updates.ts'
import { ruleKeys } from './rule-queries.ts'

const LOOK_AGAIN = 700 // ms between two looks at work that goes on, while no news come
const LOOK_ANYWAY = 15_000 // ms: news of it may have been lost with a connection
const COALESCE = 250 // ms: a burst of news is one look

export const trialQuery = (id: string | null) =>
  queryOptions({
    queryKey: ruleKeys.work(id ?? ''),
    queryFn: ({ signal }) => call(getRuleTrial, { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => untilNextLook(state.data?.state),
  })

export const applicationQuery = (id: string | null) =>
  queryOptions({
    queryKey: ruleKeys.work(id ?? ''),
    queryFn: ({ signal }) => call(getRuleApplication, { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => untilNextLook(state.data?.state),
  })

/** When a rule was applied to mail that is there, or taken back, the newest first. */
export const applicationsQuery = (ruleId: string) =>
  infiniteQueryOptions({
    queryKey: ruleKeys.applications(ruleId),
    queryFn: ({ pageParam, signal }) =>
      call(listRuleApplications, {
        params: { id: ruleId },
        query: { ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => isGoingOn(one.state)))
        ? untilNextLook('running')
        : false,
  })

function untilNextLook(state: string | undefined): number | false {
  if (!isGoingOn(state)) return false
  return isLive() ? LOOK_ANYWAY : LOOK_AGAIN
}

const renewing = new Map<string, { isStale: boolean }>()

/** Looks again at work of which news came, where somebody follows it: one look at a time. */
export async function renewWork(queryClient: QueryClient, id: string): Promise<void> {
  const going = renewing.get(id)
  if (going) {
    going.isStale = true
    return
  }
  const look = { isStale: true }
  renewing.set(id, look)
  while (look.isStale) {
    look.isStale = false
    await renewed(queryClient, id)
    await new Promise((resolve) => setTimeout(resolve, COALESCE))
  }
  renewing.delete(id)
}

async function renewed(queryClient: QueryClient, id: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ruleKeys.work(id) }),
    queryClient.invalidateQueries({ queryKey: ruleKeys.allApplications }),
  ])
}

/** Whether work is still being done; undefined: not known yet. */
export function isGoingOn(state: string | undefined): boolean {
  return state === undefined || state === 'waiting' || state === 'running' || state === 'undoing'
}

export function useStartTrial() {
  return useMutation({
    mutationFn: (rule: RuleToTry) => call(startRuleTrial, { body: { rule } }),
  })
}

/** Stops a trial, or goes on with one that was given up. */
export function useMoveTrial() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: 'cancel' | 'retry' }) =>
      call(move === 'cancel' ? cancelRuleTrial : retryRuleTrial, { params: { id } }),
    onSettled: (_answer, _error, { id }) => renewed(queryClient, id),
  })
}

export type NewWork =
  | { kind: 'apply'; ruleId: string; last?: number }
  | { kind: 'rollBack'; ruleId: string }

/** Counts what applying a rule to the mail that is there, or taking its effects back, would change. */
export function usePreviewWork() {
  return useMutation({
    mutationFn: (work: NewWork) =>
      work.kind === 'rollBack'
        ? call(rollBackRule, { params: { id: work.ruleId }, body: {} })
        : call(applyRule, {
            params: { id: work.ruleId },
            body: work.last === undefined ? {} : { last: work.last },
          }),
  })
}

const moves = {
  start: startRuleApplication,
  cancel: cancelRuleApplication,
  undo: undoRuleApplication,
  retry: retryRuleApplication,
}

/** Starts, stops or undoes what was previewed, or goes on with what was given up. */
export function useMoveWork() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: keyof typeof moves }) =>
      call(moves[move], { params: { id } }),
    onSettled: (_answer, _error, { id }) => renewed(queryClient, id),
  })
}
