import type { HolidaySet } from './calendar.ts'
import type { DeadlineTarget, PolicyPreset, WarningStep } from './policy.ts'

const FRANCE: HolidaySet = { country: 'FR', zone: null, worked: [] }

/** Both a week and a day before the end, to whoever is in charge; to the managers once it is over. */
const LONG_WARNINGS: readonly WarningStep[] = [
  { minutes: -5 * 480, inWorkingTime: true, to: 'assignee', address: null },
  { minutes: -480, inWorkingTime: true, to: 'assignee', address: null },
  { minutes: 0, inWorkingTime: true, to: 'manager', address: null },
]
const SHORT_WARNINGS: readonly WarningStep[] = [
  { minutes: -120, inWorkingTime: true, to: 'assignee', address: null },
  { minutes: 0, inWorkingTime: true, to: 'manager', address: null },
]

/** A delay of the law: by dates, to 24:00, and nothing stops it. */
const OF_LAW: Omit<DeadlineTarget, 'length'> = {
  kind: 'statutory',
  starts: 'received',
  waitsForOpening: false,
  startDayCounts: false,
  workingDays: 'mondayToFriday',
  ends: 'midnight',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: [],
  warnings: LONG_WARNINGS,
}

/** Regulation (EEC, Euratom) 1182/71, Art. 3. */
const OF_EUROPE = { ...OF_LAW, movesToWorkingDay: true, leastWorkingDays: 2 }

/** A promise of the house: in its hours, and it rests while somebody outside is awaited. */
const OF_HOUSE: Omit<DeadlineTarget, 'length' | 'kind'> = {
  starts: 'received',
  waitsForOpening: true,
  startDayCounts: false,
  workingDays: 'calendar',
  ends: 'closeOfBusiness',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: ['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'],
  warnings: SHORT_WARNINGS,
}

const months = (count: number) => ({ length: { count, unit: 'months' as const } })
const workingDays = (count: number) => ({ length: { count, unit: 'workingDays' as const } })

/** Usual policies to begin with, those of the house first. */
export const POLICY_PRESETS: readonly PolicyPreset[] = [
  ofHouse('courtesy', 'Courrier courant', 'Everyday mail', [
    { ...OF_HOUSE, kind: 'firstReply', ...workingDays(3) },
    { ...OF_HOUSE, kind: 'nextReply', starts: 'incoming', ...workingDays(3) },
    { ...OF_HOUSE, kind: 'resolution', ...workingDays(10), warnings: LONG_WARNINGS },
  ]),
  ofHouse('urgent', 'Courrier urgent', 'Urgent mail', [
    { ...OF_HOUSE, kind: 'firstReply', length: { count: 240, unit: 'workingMinutes' } },
    { ...OF_HOUSE, kind: 'resolution', ...workingDays(2) },
  ]),
  ofHouse('opinion', 'Avis d’un service', 'Opinion of a department', [
    { ...OF_HOUSE, kind: 'opinion', starts: 'opinionAsked', ...workingDays(5) },
  ]),
  ofLaw(
    ['gdpr', 'Demande RGPD (un mois)', 'GDPR request (one month)'],
    'GDPR Art. 12(3); Regulation 1182/71 Art. 3',
    { ...OF_EUROPE, ...months(1) },
  ),
  ofLaw(
    ['gdprExtended', 'Demande RGPD complexe (trois mois)', 'Complex GDPR request (three months)'],
    'GDPR Art. 12(3); Regulation 1182/71 Art. 3',
    { ...OF_EUROPE, ...months(3) },
  ),
  ofLaw(
    [
      'frAdministration',
      'Administration : accusé de réception et silence de deux mois',
      'French administration: acknowledgement, and silence of two months',
    ],
    'CRPA L112-3, L231-1, L231-4',
    { ...OF_HOUSE, kind: 'acknowledge', ...workingDays(10), pausedBy: ['suspicious', 'setAside'] },
    { ...OF_LAW, ...months(2) },
  ),
  ofLaw(
    [
      'frDocuments',
      'Communication de documents administratifs (un mois)',
      'Access to administrative documents (one month)',
    ],
    'CRPA R311-12, R311-13',
    { ...OF_LAW, ...months(1) },
  ),
  ofLaw(
    ['frProcedure', 'Délai de procédure de deux mois', 'Civil procedure, two months'],
    'CPC art. 641, 642',
    { ...OF_LAW, movesToWorkingDay: true, ...months(2) },
  ),
  ofLaw(
    [
      'frAppeal',
      'Recours administratif : deux mois francs',
      'Administrative appeal: two clear months',
    ],
    'CJA R421-1, R421-5',
    { ...OF_LAW, isClear: true, movesToWorkingDay: true, ...months(2) },
  ),
]

function ofHouse(
  key: string,
  fr: string,
  en: string,
  targets: readonly DeadlineTarget[],
): PolicyPreset {
  return { key, name: { fr, en }, source: null, needsCounsel: false, holidays: null, targets }
}

function ofLaw(
  [key, fr, en]: readonly [string, string, string],
  source: string,
  ...targets: readonly DeadlineTarget[]
): PolicyPreset {
  return { key, name: { fr, en }, source, needsCounsel: true, holidays: FRANCE, targets }
}
