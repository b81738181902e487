import type { ReportGroup, ReportRow } from '@levee/contract'

type Words = {
  title: string
  period: string
  all: string
  group: Record<ReportGroup, string>
  without: Record<ReportGroup, string>
  open: string
  overdue: string
  dueToday: string
  dueSoon: string
  onTime: string
  paused: string
  none: string
  replied: string
  replyMedian: string
  replyP90: string
  closed: string
  received: string
  kept: string
  firstReply: string
  closing: string
  median: string
  closingMedian: string
  closingP90: string
}

/** What a report on paper, or as a table, says. Times are working minutes. */
export const reportWords: Record<'fr' | 'en', Words> = {
  fr: {
    title: 'Échéances',
    period: 'Période',
    all: 'Ensemble',
    group: { team: 'Service', mailbox: 'Boîte', person: 'Personne' },
    without: { team: 'Sans service', mailbox: 'Sans boîte', person: 'Non affectés' },
    open: 'Ouverts',
    overdue: 'En retard',
    dueToday: 'Aujourd’hui',
    dueSoon: 'À risque',
    onTime: 'Dans les temps',
    paused: 'En pause',
    none: 'Sans échéance',
    replied: 'Premières réponses',
    replyMedian: 'Première réponse, médiane (min ouvrées)',
    replyP90: 'Première réponse, 90 % (min ouvrées)',
    closed: 'Clos',
    received: 'Reçus',
    kept: 'Délais tenus',
    firstReply: 'Première réponse',
    closing: 'Clôture',
    median: 'médiane',
    closingMedian: 'Clôture, médiane (min ouvrées)',
    closingP90: 'Clôture, 90 % (min ouvrées)',
  },
  en: {
    title: 'Deadlines',
    period: 'Period',
    all: 'All',
    group: { team: 'Department', mailbox: 'Mailbox', person: 'Person' },
    without: { team: 'No department', mailbox: 'No mailbox', person: 'Unassigned' },
    open: 'Open',
    overdue: 'Overdue',
    dueToday: 'Today',
    dueSoon: 'At risk',
    onTime: 'On time',
    paused: 'Paused',
    none: 'No deadline',
    replied: 'First replies',
    replyMedian: 'First reply, median (working min)',
    replyP90: 'First reply, 90 % (working min)',
    closed: 'Closed',
    received: 'Received',
    kept: 'Deadlines kept',
    firstReply: 'First reply',
    closing: 'Closing',
    median: 'median',
    closingMedian: 'Closing, median (working min)',
    closingP90: 'Closing, 90 % (working min)',
  },
}

/** What a row counts, under what heads: the group, all that is open, then its levels. */
export function countHeads(groupBy: ReportGroup, words: Words): string[] {
  const { open, overdue, dueToday, dueSoon, onTime, paused, none } = words
  return [words.group[groupBy], open, overdue, dueToday, dueSoon, onTime, paused, none]
}

/** What stands below these heads, but for the name. */
export function countsOf({ open, levels }: Pick<ReportRow, 'open' | 'levels'>): number[] {
  const { overdue, dueToday, dueSoon, onTime, paused, none } = levels
  return [open, overdue, dueToday, dueSoon, onTime, paused, none].map(({ n }) => n)
}

/** What a row is called. */
export function rowName(
  { id, name }: Pick<ReportRow, 'id' | 'name'>,
  groupBy: ReportGroup,
  words: Words,
): string {
  return name ?? (id === null ? words.without[groupBy] : id)
}
