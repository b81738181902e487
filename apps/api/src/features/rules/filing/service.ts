import type { FilingSuggestion } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { suggest, type SuggestionCounts } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import type { Viewer } from '../../../http/viewer.ts'
import { accessConversation } from '../../conversations/access.ts'
import { tokensOf } from './learn.ts'

export { startLearning } from './learning-loop.ts'

type Kind = FilingSuggestion['kind']
const KINDS: readonly Kind[] = ['team', 'assignee', 'tag']

/** What staff did with similar mail, of what this one has not yet. Nothing of it is ever done by itself. */
export async function filingSuggestions(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  idOrReference: string,
): Promise<FilingSuggestion[]> {
  const { id, teamId, assigneeId, tagIds } = await accessConversation(db, viewer, idOrReference)
  const mail = await db.row<Parameters<typeof tokensOf>[0]>(sql`
    select mailbox_id as "mailboxId", from_address as "fromAddress", subject, left(text, 4000) as text
    from message where conversation_id = ${id} and direction = 'incoming'
    order by received_at, id limit 1`)
  if (!mail) return []
  const tokens = tokensOf(mail)
  const counts = await countsFor(db, tokens)
  const isDecided: Record<Kind, boolean> = {
    team: teamId !== null,
    assignee: assigneeId !== null,
    tag: false,
  }
  return KINDS.filter((kind) => !isDecided[kind]).flatMap((kind) => {
    const found = suggest(ofKind(counts, kind), tokens).filter(
      (each) => kind !== 'tag' || !tagIds.includes(each.id),
    )
    return (kind === 'tag' ? found : found.slice(0, 1)).map((each) => ({
      kind,
      id: each.id,
      probability: each.confidence,
      reasons: each.tokens.map(readable),
    }))
  })
}

type Counts = { choice: string; token: string; mails: number }[]

/** The counts of these tokens, for choices that can still be made. */
async function countsFor(db: Queryable, tokens: readonly string[]): Promise<Counts> {
  return db.rows(sql`
    select f.choice, f.token, f.mails from filing_count f
    where f.token = any(${['', ...tokens]}::text[]) and f.mails > 0 and (f.choice = ''
      or f.choice in (select 'team:' || id from team union all select 'tag:' || id from tag
        union all select 'assignee:' || id from app_user where disabled_at is null))`)
}

function ofKind(counts: Counts, kind: Kind): SuggestionCounts {
  const withToken = new Map<string, Map<string, number>>()
  for (const { choice, token, mails } of counts) {
    const of = withToken.get(choice) ?? new Map<string, number>()
    withToken.set(choice, of.set(token, mails))
  }
  const all = withToken.get('') ?? new Map<string, number>()
  return {
    mails: all.get('') ?? 0,
    withToken: all,
    choices: [...withToken].flatMap(([choice, of]) =>
      choice.startsWith(`${kind}:`)
        ? [{ id: choice.slice(kind.length + 1), mails: of.get('') ?? 0, withToken: of }]
        : [],
    ),
  }
}

/** A token as people read it: a word, or the domain of the sender. */
function readable(token: string): string {
  return token.startsWith('domain:') ? `@${token.slice('domain:'.length)}` : token
}
