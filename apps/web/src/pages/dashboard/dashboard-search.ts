export const periods = ['week', 'month', 'quarter'] as const
export type Period = (typeof periods)[number]

export const groupings = ['team', 'mailbox', 'person'] as const
export type Grouping = (typeof groupings)[number]

/** What the dashboard keeps in its URL; what is usual is left out. */
export type DashboardSearch = {
  period?: Period
  by?: Grouping
  team?: string
  mailbox?: string
  /** The line of the table that is unfolded. */
  open?: string
  /** How many times three weeks later the calendar starts. */
  later?: number
}

/** Reads the URL of the dashboard; what it does not understand is as if it were not there. */
export function parseDashboardSearch(search: Record<string, unknown>): DashboardSearch {
  const period = periods.find((known) => known === search['period'])
  const by = groupings.find((known) => known === search['by'])
  const later = Number(search['later'] ?? 0)
  return {
    ...(period && period !== 'month' && { period }),
    ...(by && by !== 'team' && { by }),
    ...texts(search, ['team', 'mailbox', 'open']),
    ...(Number.isInteger(later) && later !== 0 && Math.abs(later) <= 20 && { later }),
  }
}

function texts<Name extends string>(
  search: Record<string, unknown>,
  names: readonly Name[],
): { [N in Name]?: string } {
  const found: { [N in Name]?: string } = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'string' && value !== '') found[name] = value
  }
  return found
}
