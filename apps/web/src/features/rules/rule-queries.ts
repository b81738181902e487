import {
  addRule,
  applyRule,
  type Body,
  cancelRuleApplication,
  cancelRuleTrial,
  changeRule,
  dryRunRule,
  exportRules,
  getRuleApplication,
  getRuleTrial,
  importRules,
  type ListedRule,
  listRules,
  listRuleVersions,
  orderRules,
  removeRule,
  restoreRule,
  rollBackRule,
  type RuleToTry,
  startRuleApplication,
  startRuleTrial,
  suggestExclusions,
  undoRuleApplication,
} from '@levee/contract'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const ruleKeys = {
  all: ['rules'] as const,
  list: ['rules', 'list'] as const,
  versions: (id: string) => ['rules', 'versions', id] as const,
  dryRun: (rule: RuleToTry) => ['rules', 'dry-run', JSON.stringify(rule)] as const,
  trial: (id: string) => ['rules', 'trial', id] as const,
  application: (id: string) => ['rules', 'application', id] as const,
}

const LOOK_AGAIN = 700 // ms between two looks at work that goes on

export const rulesQuery = queryOptions({
  queryKey: ruleKeys.list,
  queryFn: ({ signal }) => call(listRules, { signal }),
  select: (page) => page.items,
})

export const ruleVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ruleKeys.versions(id),
    queryFn: ({ signal }) => call(listRuleVersions, { params: { id }, signal }),
    select: (page) => page.items,
    staleTime: 0,
  })

/** What a rule would do to the last mails, and how long finding out took (ms). */
export const dryRunQuery = (rule: RuleToTry, isEnabled: boolean) =>
  queryOptions({
    queryKey: ruleKeys.dryRun(rule),
    queryFn: async ({ signal }) => {
      const begun = performance.now()
      const found = await call(dryRunRule, { body: { rule, last: 500 }, signal })
      return { ...found, took: performance.now() - begun }
    },
    enabled: isEnabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })

export const trialQuery = (id: string | null) =>
  queryOptions({
    queryKey: ruleKeys.trial(id ?? ''),
    queryFn: ({ signal }) => call(getRuleTrial, { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isGoingOn(state.data?.state) ? LOOK_AGAIN : false),
  })

export const applicationQuery = (id: string | null) =>
  queryOptions({
    queryKey: ruleKeys.application(id ?? ''),
    queryFn: ({ signal }) => call(getRuleApplication, { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isGoingOn(state.data?.state) ? LOOK_AGAIN : false),
  })

/** Whether work is still being done; undefined: not known yet. */
export function isGoingOn(state: string | undefined): boolean {
  return state === undefined || state === 'waiting' || state === 'running' || state === 'undoing'
}

export function useAddRule() {
  const renew = useRenewRules()
  return useMutation({
    mutationFn: (body: Body<typeof addRule>) => call(addRule, { body }),
    onSuccess: renew,
  })
}

export function useChangeRule() {
  const renew = useRenewRules()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: Body<typeof changeRule> }) =>
      call(changeRule, { params: { id }, body: change }),
    onSettled: renew,
  })
}

/** Switches a rule on or off; the list shows it at once. */
export function useSwitchRule() {
  const queryClient = useQueryClient()
  const renew = useRenewRules()
  return useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) =>
      call(changeRule, { params: { id }, body: { enabled } }),
    onMutate: ({ id, enabled }) =>
      showRules(queryClient, (rules) =>
        rules.map((rule) => (rule.id === id ? { ...rule, enabled } : rule)),
      ),
    onSettled: renew,
  })
}

/** Puts the rules in another order; the list shows it at once. */
export function useOrderRules() {
  const queryClient = useQueryClient()
  const renew = useRenewRules()
  return useMutation({
    mutationFn: (ids: string[]) => call(orderRules, { body: { ids } }),
    onMutate: (ids) =>
      showRules(queryClient, (rules) =>
        rules.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)),
      ),
    onSettled: renew,
  })
}

export function useRemoveRule() {
  const renew = useRenewRules()
  return useMutation({
    mutationFn: (id: string) => call(removeRule, { params: { id } }),
    onSuccess: renew,
  })
}

export function useRestoreRule() {
  const renew = useRenewRules()
  return useMutation({
    mutationFn: (id: string) => call(restoreRule, { params: { id } }),
    onSuccess: renew,
  })
}

export function useStartTrial() {
  return useMutation({
    mutationFn: (rule: RuleToTry) => call(startRuleTrial, { body: { rule } }),
  })
}

export function useCancelTrial() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(cancelRuleTrial, { params: { id } }),
    onSettled: (_answer, _error, id) =>
      queryClient.invalidateQueries({ queryKey: ruleKeys.trial(id) }),
  })
}

export function useSuggestExclusions() {
  return useMutation({
    mutationFn: (body: Body<typeof suggestExclusions>) => call(suggestExclusions, { body }),
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
}

/** Starts, stops or undoes what was previewed. */
export function useMoveWork() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: keyof typeof moves }) =>
      call(moves[move], { params: { id } }),
    onSettled: (_answer, _error, { id }) =>
      queryClient.invalidateQueries({ queryKey: ruleKeys.application(id) }),
  })
}

export function useExportRules() {
  return useMutation({
    mutationFn: (format: 'json' | 'sieve') => call(exportRules, { query: { format } }),
  })
}

export function useImportRules() {
  const renew = useRenewRules()
  return useMutation({
    mutationFn: (body: Body<typeof importRules>) => call(importRules, { body }),
    onSuccess: renew,
  })
}

function useRenewRules() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: ruleKeys.list })
}

async function showRules(
  queryClient: ReturnType<typeof useQueryClient>,
  change: (rules: ListedRule[]) => ListedRule[],
): Promise<void> {
  await queryClient.cancelQueries({ queryKey: ruleKeys.list })
  queryClient.setQueryData(rulesQuery.queryKey, (page) =>
    page ? { ...page, items: change(page.items) } : page,
  )
}
