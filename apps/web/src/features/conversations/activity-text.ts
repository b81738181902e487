import type { TimelineEntry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { useDirectory } from './directory.ts'

/** What one line of the log says, after the name of whoever did it. */
export function useActivityText(): (entry: TimelineEntry) => string | null {
  const { t } = useLingui()
  const { users, teams, tags } = useDirectory()
  const now = useNow()
  const name = (id: unknown, names: ReadonlyMap<string, { name: string }>) =>
    typeof id === 'string' ? (names.get(id)?.name ?? t`somebody`) : null
  const statusTexts: Record<string, string> = {
    open: t`reopened it`,
    waiting: t`set it waiting`,
    answered: t`marked it answered`,
    archived: t`archived it`,
    spam: t`reported it as spam`,
  }
  const elsewhereTexts: Record<string, string> = {
    open: t`reopened it (done in another mail program)`,
    archived: t`archived it (done in another mail program)`,
    spam: t`reported it as spam (done in another mail program)`,
  }
  return ({ kind, actorId, before = {}, after = {} }) => {
    // the message itself tells that it came; only that it reopened the matter is news
    if (kind === 'received')
      return before['status'] ? t`reopened it, because a new message came` : null
    if (kind === 'reported') return t`quarantined and reported it as phishing`
    if (kind === 'legitimacyClaimed') return t`declared it legitimate: “${String(after['reason'])}”`
    if (kind === 'legitimacyConfirmed')
      return t`confirmed that it is legitimate: “${String(after['reason'])}”`
    if (kind === 'answeredElsewhere') return t`noticed an answer written with another program`
    if (kind === 'movedElsewhere') return elsewhereTexts[String(after['status'])] ?? null
    if (kind === 'deadlineMoved') return movedText(before['dueAt'], after)
    const parts: (string | null)[] = [regroupText(kind, after), clockText(kind, after['note'])]
    parts.push(...ownerTexts(actorId, after))
    if (typeof after['status'] === 'string') parts.push(statusTexts[after['status']] ?? null)
    if ('tagIds' in after) parts.push(...tagTexts(before['tagIds'], after['tagIds']))
    if ('dueAt' in after) {
      const { dueAt } = after
      const when = typeof dueAt === 'string' ? dateAndTime(new Date(dueAt), now) : null
      parts.push(setText(when, after['note']))
    }
    if (typeof after['subject'] === 'string')
      parts.push(t`changed the subject to “${after['subject']}”`)
    const said = parts.filter((part) => part !== null)
    return said.length > 0 ? said.join(', ') : null
  }

  function setText(when: string | null, note: unknown): string {
    const said = when ? t`set the deadline to ${when}` : t`took back the deadline that was set`
    return typeof note === 'string' ? t`${said}: “${note}”` : said
  }

  function clockText(kind: string | undefined, note: unknown): string | null {
    const why = typeof note === 'string' ? note : null
    if (kind === 'paused')
      return why === null ? t`paused the deadline` : t`paused the deadline: “${why}”`
    if (kind === 'resumed') return t`let the deadline run again`
    return null
  }

  /** A date that nobody set: its policy, its calendar or its pauses gave another one. */
  function movedText(before: unknown, { dueAt, why }: Record<string, unknown>): string | null {
    if (typeof before !== 'string' || typeof dueAt !== 'string') return null
    const [was, is] = [before, dueAt].map((at) => dateAndTime(new Date(at), now))
    const reasons: Record<string, string> = {
      policy: t`another policy, or a new version of it`,
      calendar: t`another calendar, or a new version of it`,
    }
    const reason = reasons[String(why)] ?? t`its clock rested`
    return t`moved the deadline from ${was} to ${is}: ${reason}`
  }

  function regroupText(kind: string | undefined, after: Record<string, unknown>): string | null {
    const { reference } = after
    const other = typeof reference === 'string' ? reference : t`another mail`
    switch (kind) {
      case 'merged':
        return t`merged ${other} into this mail`
      case 'mergedInto':
        return t`merged this mail into ${other}`
      case 'unmerged':
        return t`took ${other} out again`
      case 'split':
        return t`split messages off, as ${other}`
      case 'splitFrom':
        return t`split it from ${other}`
      case 'unsplit':
        return t`put the messages of ${other} back`
      case 'bounced':
        return t`reports that a reply was not delivered`
      default:
        return null
    }
  }

  function ownerTexts(actorId: string | null, after: Record<string, unknown>): string[] {
    const assignee = name(after['assigneeId'], users)
    const team = name(after['teamId'], teams)
    if (assignee && after['assigneeId'] === actorId) {
      return [team ? t`took it (${team})` : t`took it`]
    }
    if (assignee && team) return [t`assigned it to ${assignee} (${team})`]
    if (assignee) return [t`assigned it to ${assignee}`]
    if (team) return [t`assigned it to the department ${team}`]
    return [
      ...('assigneeId' in after ? [t`removed the assignee`] : []),
      ...('teamId' in after ? [t`removed the department`] : []),
    ]
  }

  function tagTexts(before: unknown, after: unknown): string[] {
    const had = idsOf(before)
    const has = idsOf(after)
    const added = has.filter((id) => !had.includes(id)).map((id) => name(id, tags))
    const removed = had.filter((id) => !has.includes(id)).map((id) => name(id, tags))
    return [
      ...added.map((tag) => t`added the tag ${tag}`),
      ...removed.map((tag) => t`removed the tag ${tag}`),
    ]
  }
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
