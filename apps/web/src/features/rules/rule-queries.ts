import {
  type PortableRules,
  type SieveLeft,
  addRule,
  type Body,
  changeRule,
  dryRunRule,
  exportRules,
  type ImportedRule,
  importRules,
  importSieve,
  type ListedRule,
  listRuleRuns,
  listRules,
  listRuleVersions,
  orderRules,
  removeRule,
  restoreRule,
  restoreRuleVersion,
  type RuleToTry,
  suggestExclusions,
} from '@levee/contract'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'

export const ruleKeys = {
  all: ['rules'] as const,
  list: ['rules', 'list'] as const,
  versions: (id: string) => ['rules', 'versions', id] as const,
  dryRun: (rule: RuleToTry) => ['rules', 'dry-run', JSON.stringify(rule)] as const,
  work: (id: string) => ['rules', 'work', id] as const,
  allApplications: ['rules', 'applications'] as const,
  applications: (ruleId: string) => ['rules', 'applications', ruleId] as const,
  runs: (asked: AskedRuns) => ['rules', 'runs', asked] as const,
}

export const rulesQuery = queryOptions({
  queryKey: ruleKeys.list,
  queryFn: ({ signal }) => call(listRules, { signal }),
  select: (page) => page.items,
})

/** The runs of a rule, or those in which the rules failed altogether. */
export type AskedRuns = { rule?: string; only?: 'failed' }

export const ruleRunsQuery = (asked: AskedRuns) =>
  infiniteQueryOptions({
    queryKey: ruleKeys.runs(asked),
    queryFn: ({ pageParam, signal }) =>
      call(listRuleRuns, { query: { ...asked, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
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

/** Makes a rule again what it was; that is its next version. It is refused once the rule is no longer `ifVersion`. */
export function useRestoreVersion() {
  const queryClient = useQueryClient()
  const renew = useRenewRules()
  return useMutation({
    mutationFn: ({ ifVersion, ...params }: { id: string; version: number; ifVersion: number }) =>
      call(restoreRuleVersion, { params, query: { ifVersion } }),
    onSettled: (_rule, _error, { id }) =>
      Promise.all([renew(), queryClient.invalidateQueries({ queryKey: ruleKeys.versions(id) })]),
  })
}

export function useSuggestExclusions() {
  return useMutation({
    mutationFn: (body: Body<typeof suggestExclusions>) => call(suggestExclusions, { body }),
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
