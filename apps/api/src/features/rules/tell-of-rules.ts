import { sql, type Tx } from '@levee/db'
import type { RuleEffect } from '@levee/domain'
import { conversationPath } from '../../conversation-path.ts'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { queueNotice } from '../deadlines/service.ts'
import type { Looked } from './run-record.ts'
import { ruleMail } from './rule-mail.ts'

/** Whom a rule tells of a conversation, on which occasion: it is told once to each. */
export type Telling = {
  conversationId: string
  ruleId: string
  occasion: string
  userIds: readonly string[]
  teamId: string | null
}

/** What a rule tells; undefined when it tells nothing. `runId`: of the run in which it does. */
export function tellingOf(
  { conversationId, messageId, facts, decision }: Looked,
  { action, ruleId }: RuleEffect,
  runId: string,
): Telling | undefined {
  if (action.type !== 'notify') return undefined
  const waited = decision?.trace.find((each) => each.ruleId === ruleId)?.occasion
  const occasion =
    facts.event.type === 'messageArrives'
      ? `message ${messageId ?? runId}`
      : (waited?.split(' ').slice(2).join(' ') ?? `change ${runId}`)
  const to = 'teamId' in action ? action : { userIds: action.userIds, teamId: null }
  return { userIds: [], ...to, conversationId, ruleId, occasion }
}

type Told = {
  notificationId: string
  userId: string
  conversationId: string
  address: string
  locale: 'fr' | 'en'
  rule: string
  reference: string | null
  subject: string
  from: string
  mailboxIds: string[]
  organisation: string
}

/** Tells, in the application and by mail, those of them who may see the conversation. */
export async function tellOfRules(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { tellings, at }: { tellings: readonly Telling[]; at: Date },
): Promise<void> {
  if (tellings.length === 0) return
  const told = await tx.rows<Told>(sql`
    with told as (
      insert into notification (user_id, conversation_id, kind, rule_id, occasion, at)
      select u.id, c.id, 'rule', t."ruleId", t.occasion, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(tellings)}::jsonb) as t("conversationId" uuid, "ruleId" uuid,
          occasion text, "userIds" uuid[], "teamId" uuid)
        join conversation c on c.id = t."conversationId"
        join app_user u on u.disabled_at is null and (u.id = any(t."userIds") or exists (
          select from team_member g where g.team_id = t."teamId" and g.user_id = u.id))
      where u.role = 'admin' or c.mailbox_ids && array(
        select mailbox_id from mailbox_member m where m.user_id = u.id
        union select mailbox_id from mailbox_team join team_member g using (team_id) where g.user_id = u.id)
      on conflict do nothing returning id, user_id, conversation_id, rule_id)
    select t.id as "notificationId", u.id as "userId", c.id as "conversationId", u.email as address, u.locale, r.name as rule, c.reference, c.subject,
      coalesce(nullif(c.from_name, ''), c.from_address) as "from", c.mailbox_ids as "mailboxIds", i.organisation
    from told t join app_user u on u.id = t.user_id join conversation c on c.id = t.conversation_id
      join rule r on r.id = t.rule_id cross join installation i`)
  for (const { notificationId, userId, conversationId, address, mailboxIds, ...about } of told)
    await queueNotice(tx, deps, {
      ...ruleMail(about),
      userId,
      address,
      path: conversationPath(conversationId, about.reference),
      mailboxIds,
      notificationIds: [notificationId],
      now: at,
    })
  await announceAll(
    tx,
    told.map(({ userId }) => ({ type: 'notification', userId })),
  )
}
