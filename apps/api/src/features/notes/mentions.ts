import type { Mention, Mentionable, NoteInput } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import { today } from '../absences/service.ts'
import { isSeenByUser } from '../conversations/access.ts'

/** Who can be named in a note on mail of some mailboxes; who may not see it is among them, and said so. */
export async function mentionable(
  db: Queryable,
  mailboxIds: readonly string[],
  now: Date,
): Promise<Mentionable[]> {
  const seen = isSeenByUser(sql`u`, sql`${mailboxIds}::uuid[]`)
  return db.rows<Mentionable>(sql`
    select 'user' as type, u.id, u.name, ${seen} as "maySee",
      (select max(a.to_day)::text from absence a
        where a.user_id = u.id and ${today(now)} between a.from_day and a.to_day) as "awayUntil"
    from app_user u where u.disabled_at is null
    union all
    select 'team', t.id, t.name, exists (select from team_member m join app_user u on u.id = m.user_id
      where m.team_id = t.id and ${seen}), null
    from team t order by 3, 2`)
}

/**
 * Those whom a note names, with their names.
 * @throws {DomainError} `invalid` when one is not there, may not see the conversation, or is not in the text.
 */
export async function checkMentions(
  db: Queryable,
  { text, mentions = [] }: NoteInput,
  { mailboxIds, now }: { mailboxIds: readonly string[]; now: Date },
): Promise<Mention[]> {
  if (mentions.length === 0) return []
  const known = new Map(
    (await mentionable(db, mailboxIds, now)).map((each) => [`${each.type} ${each.id}`, each]),
  )
  const wanted = new Set(mentions.map(({ type, id }) => `${type} ${id}`))
  return [...wanted].map((key) => {
    const found = known.get(key)
    if (!found) throw refused('There is no such user or team to name.')
    const { type, id, name, maySee } = found
    if (!maySee)
      throw refused(
        type === 'user'
          ? `${name} may not see this conversation and cannot be named.`
          : `Nobody of ${name} may see this conversation: the team cannot be named.`,
      )
    if (!text.includes(`@${name}`)) throw refused(`The note does not say “@${name}”.`)
    return { type, id, name }
  })
}

function refused(message: string): DomainError {
  return new DomainError('invalid', message, { errors: [{ path: 'mentions', message }] })
}
