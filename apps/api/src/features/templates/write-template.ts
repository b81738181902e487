import type { Template, WrittenTemplate } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import {
  type Address,
  resolveTemplate,
  type TemplateFacts,
  type TemplateLanguage,
  templateValues,
} from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import { templateById } from './queries.ts'

type Draft = Pick<Template, 'subject' | 'html' | 'language'>

/** What a template says to a conversation, or to a mail that is new, with what is missing. */
export async function writeTemplate(
  deps: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  id: string,
  conversationId: string | undefined,
): Promise<WrittenTemplate> {
  const template = await templateById(deps.db, viewer, id)
  return previewTemplate(deps, viewer, template, conversationId)
}

/** The same of one that is only being written. */
export async function previewTemplate(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  draft: Draft,
  conversationId: string | undefined,
): Promise<WrittenTemplate> {
  const conversation = conversationId && (await accessConversation(db, viewer, conversationId))
  const facts = await templateFacts(db, conversation ? conversation.id : null)
  const known = { ...facts, user: viewer.name, now: now() }
  return writtenFor(draft, known, { captures: {}, marks: true })
}

type Known = TemplateFacts & { timeZone: string }

/** A template with these facts in it. @param captures what a rule caught, by its names. */
export function writtenFor(
  { subject, html, language }: Draft,
  { timeZone, ...facts }: Known,
  { captures, marks }: { captures: Readonly<Record<string, string>>; marks: boolean },
): WrittenTemplate {
  const values = { ...captures, ...templateValues(facts, language) }
  const written = resolveTemplate({ subject, html }, values, { language, timeZone, marks })
  return { ...written, resolved: [...written.resolved], missing: [...written.missing] }
}

/** A note as a template has it written: what is missing stays as it is, for whoever reads it. */
export async function noteFor(
  { db, now }: { db: Queryable; now: Date },
  { text, language }: { text: string; language: TemplateLanguage },
  { conversationId, user }: { conversationId: string; user: string },
): Promise<string> {
  const known = { ...(await templateFacts(db, conversationId)), user, now }
  const lines = text.split('\n').map((line) => {
    const written = writtenFor({ subject: line, html: '', language }, known, {
      captures: {},
      marks: false,
    })
    return written.subject ?? ''
  })
  return lines.join('\n')
}

type FactsRow = Omit<TemplateFacts, 'user' | 'now'> & { timeZone: string }

/** What templates can say of a conversation; without one, of the organisation. The date is that of the next answer. */
export async function templateFacts(
  db: Queryable,
  conversationId: string | null,
): Promise<FactsRow> {
  const row = await db.row<FactsRow & { correspondent: Address | null }>(sql`
    select case when c.id is not null then jsonb_build_object('name', coalesce(m.from_name, c.from_name),
        'address', coalesce(m.from_address, c.from_address)) end as correspondent,
      c.reference, c.subject, c.received_at as "receivedAt",
      coalesce((select min(d.due_at) from deadline d where d.conversation_id = c.id
        and d.met_at is null and d.kind not in ('acknowledge', 'opinion')), c.due_at) as "dueAt",
      b.name as mailbox, i.organisation, t.name as team, i.time_zone as "timeZone"
    from installation i left join conversation c on c.id = ${conversationId}::uuid
      left join mailbox b on b.id = c.mailbox_id left join team t on t.id = c.team_id
      left join lateral (select from_name, from_address from message
        where conversation_id = c.id and direction = 'incoming' and state = 'received' and automatic in ('no', 'list')
        order by received_at desc limit 1) m on true`)
  if (!row) throw new Error('There is no organisation yet.')
  return row
}

/** In which language somebody is written to: theirs where there are templates of it, else the organisation's. */
export function templateLanguage(ofMail: string | null, usual: TemplateLanguage): TemplateLanguage {
  return ofMail === 'fr' || ofMail === 'en' ? ofMail : usual
}
