import {
  type PortableRules,
  type SieveLeft,
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
  type ImportedRule,
  importRules,
  importSieve,
  type ListedRule,
  listRules,
  listRuleVersions,
  orderRules,
  removeRule,
  restoreRule,
  restoreRuleVersion,
  rollBackRule,
  type RuleToTry,
  startRuleApplication,
  startRuleTrial,
  suggestExclusions,
  undoRuleApplication,
} from '@levee/contract'
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'
import { isLive } from '../../live-updates.ts'

export const ruleKeys = {
  all: ['rules'] as const,
  list: ['rules', 'list'] as const,
  versions: (id: string) => ['rules', 'versions', id] as const,
  dryRun: (rule: RuleToTry) => ['rules', 'dry-run', JSON.stringify(rule)] as const,
  work: (id: string) => ['rules', 'work', id] as const,
}

const LOOK_AGAIN = 700 // ms between two looks at work that goes on, while no news come
const LOOK_ANYWAY = 15_000 // ms: news of it may have been lost with a connection
const COALESCE = 250 // ms: a burst of news is one look

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
    await queryClient.invalidateQueries({ queryKey: ruleKeys.work(id) })
    await new Promise((resolve) => setTimeout(resolve, COALESCE))
  }
  renewing.delete(id)
}

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

/** Makes a rule again what it was; that is its next version. */
export function useRestoreVersion() {
  const renew = useRenewRules()
  return useMutation({
    mutationFn: (params: { id: string; version: number }) => call(restoreRuleVersion, { params }),
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
      queryClient.invalidateQueries({ queryKey: ruleKeys.work(id) }),
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
      queryClient.invalidateQueries({ queryKey: ruleKeys.work(id) }),
  })
}

export function useExportRules() {
  return useMutation({
    mutationFn: (format: 'json' | 'sieve') => call(exportRules, { query: { format } }),
  })
}

/** Adds rules, or only says what of them can be: Levee's own, or those that a script of Sieve says. */
export function useImportRules() {
  const renew = useRenewRules()
  return useMutation({
    mutationFn: ({ rules, mode }: { rules: PortableRules | string; mode: 'preview' | 'add' }) =>
      importFrom(rules, mode),
    onSuccess: renew,
  })
}

type Imported = { added: number; rules: ImportedRule[]; left?: SieveLeft[] }

function importFrom(rules: PortableRules | string, mode: 'preview' | 'add'): Promise<Imported> {
  return typeof rules === 'string'
    ? call(importSieve, { body: { script: rules, mode } })
    : call(importRules, { body: { book: rules, mode } })
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
