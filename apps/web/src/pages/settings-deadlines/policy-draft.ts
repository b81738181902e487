import type {
  PolicyAcknowledgement,
  DeadlinePolicy,
  DeadlineTarget,
  WarningStep,
} from '@levee/contract'
import { POLICY_PRESETS, type PolicyPreset } from '@levee/domain'

export type PolicyDraft = Pick<DeadlinePolicy, 'name' | 'conditions' | 'calendarId' | 'targets'> & {
  acknowledgement: PolicyAcknowledgement | null
}
export type DraftProblem = 'name' | 'count' | 'address' | 'conditions'

const NO_CONDITIONS = { mailboxIds: [], teamIds: [], tagIds: [], priorities: [], channels: [] }

/** A promise of the house, to be changed. */
const NEW_TARGET: DeadlineTarget = {
  kind: 'firstReply',
  length: { count: 3, unit: 'workingDays' },
  starts: 'received',
  waitsForOpening: true,
  startDayCounts: false,
  workingDays: 'calendar',
  ends: 'closeOfBusiness',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: ['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'],
  warnings: [],
}

export function draftOf({
  name,
  conditions,
  calendarId,
  targets,
  acknowledgement = null,
}: DeadlinePolicy): PolicyDraft {
  return { name, conditions, calendarId, targets, acknowledgement }
}

export function presetOf(key: string | undefined): PolicyPreset | undefined {
  return POLICY_PRESETS.find((preset) => preset.key === key)
}

/** A new policy: a usual one, or one of a single deadline; for all mail where there is none for all mail yet. */
export function newDraft(
  preset: PolicyPreset | undefined,
  locale: 'fr' | 'en',
  hasFallBack: boolean,
): PolicyDraft {
  return {
    name: preset ? preset.name[locale] : '',
    conditions: hasFallBack ? NO_CONDITIONS : null,
    calendarId: null,
    targets: preset ? preset.targets.map(plainTarget) : [NEW_TARGET],
    acknowledgement: null,
  }
}

/** One more deadline, of a kind that is not there yet. */
export function withNextTarget(targets: readonly DeadlineTarget[]): DeadlineTarget[] {
  const taken = new Set(targets.map(({ kind }) => kind))
  const kind = (
    ['firstReply', 'resolution', 'acknowledge', 'nextReply', 'opinion', 'statutory'] as const
  ).find((each) => !taken.has(each))
  return [...targets, withKind(NEW_TARGET, kind ?? 'resolution')]
}

/** Each kind has its own beginning: what answers later mail starts with that, an opinion when it is asked for. */
export function withKind(target: DeadlineTarget, kind: DeadlineTarget['kind']): DeadlineTarget {
  const starts =
    kind === 'nextReply' ? 'incoming' : kind === 'opinion' ? 'opinionAsked' : 'received'
  return { ...target, kind, starts }
}

/** What a draft changes of a policy; all of it for a new one. */
export function changesOf(policy: DeadlinePolicy | null, draft: PolicyDraft): Partial<PolicyDraft> {
  if (policy === null) return draft
  const known = draftOf(policy)
  const changed = (
    ['name', 'conditions', 'calendarId', 'targets', 'acknowledgement'] as const
  ).filter((field) => JSON.stringify(known[field]) !== JSON.stringify(draft[field]))
  return Object.fromEntries(changed.map((field) => [field, draft[field]]))
}

/** What must be mended before a draft can be saved. */
export function problemsOf({ name, conditions, targets }: PolicyDraft): DraftProblem[] {
  const warnings = targets.flatMap((target) => target.warnings)
  const isForAll =
    conditions !== null && Object.values(conditions).every((list) => list.length === 0)
  return [
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(isForAll ? (['conditions'] as const) : []),
    ...(targets.some(({ length }) => length.count < 1) ? (['count'] as const) : []),
    ...(warnings.some(lacksAddress) ? (['address'] as const) : []),
  ]
}

export function lacksAddress({ to, address }: WarningStep): boolean {
  return to === 'address' && !/^\S+@\S+$/.test(address ?? '')
}

export type StepUnit = 'minutes' | 'hours' | 'days'
const MINUTES: Record<StepUnit, number> = { minutes: 1, hours: 60, days: 1440 }

/** How a warning says its time; days of working time are not all of one length, so they are hours. */
export function amountOf({ minutes, inWorkingTime }: WarningStep): {
  amount: number
  unit: StepUnit
} {
  const all = Math.abs(minutes)
  const unit =
    all > 0 && all % 1440 === 0 && !inWorkingTime
      ? 'days'
      : all > 0 && all % 60 === 0
        ? 'hours'
        : 'minutes'
  return { amount: all / MINUTES[unit], unit }
}

/** Minutes of a warning, negative before the deadline. */
export function minutesOf(amount: number, unit: StepUnit, isAfter: boolean): number {
  const minutes = Math.min(1_000_000, Math.round(Math.abs(amount) * MINUTES[unit]))
  return isAfter || minutes === 0 ? minutes : -minutes
}

function plainTarget(target: PolicyPreset['targets'][number]): DeadlineTarget {
  return {
    ...target,
    pausedBy: [...target.pausedBy],
    warnings: target.warnings.map((warning) => ({ ...warning })),
  }
}
