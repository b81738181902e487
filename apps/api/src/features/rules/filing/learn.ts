import { type Db, inTransaction, sql, type Tx } from '@levee/db'
import { addressDomain, foldRuleText, suggestionTokens } from '@levee/domain'

const AT_ONCE = 200 // conversations of one transaction
const LONGEST_TEXT = 4_000 // characters: what a mail is about stands at its beginning

type Decided = {
  conversationId: string
  mailboxId: string
  fromAddress: string
  subject: string
  text: string
  choices: string[]
}

/** Learns from what staff decided since the last time, until nothing is left. */
export async function learnFiling(db: Db): Promise<void> {
  while (await inTransaction(db, learnNext));
}

/** One process learns at a time; what is learned and how far move together. */
async function learnNext(tx: Tx): Promise<boolean> {
  const progress = await tx.row<{ until: Date }>(sql`
    select learned_until as until from filing_progress for update skip locked`)
  if (!progress) return false
  const decided = await decidedSince(tx, progress.until)
  if (!decided) return false
  const mails = decided.conversations.map(({ conversationId, choices, ...mail }) => ({
    conversationId,
    choices,
    tokens: tokensOf(mail),
  }))
  await replace(tx, mails)
  await tx.run(sql`update filing_progress set learned_until = ${decided.until}`)
  return true
}

/** What a mail is known by. */
export function tokensOf(mail: {
  mailboxId: string
  fromAddress: string
  subject: string
  text: string
}): readonly string[] {
  return suggestionTokens({
    domain: foldRuleText(addressDomain(mail.fromAddress)),
    mailboxId: mail.mailboxId,
    folded: [foldRuleText(mail.subject), foldRuleText(mail.text)],
  })
}

/** The next conversations that people filed, as they are filed now; of one instant all. */
async function decidedSince(
  tx: Tx,
  since: Date,
): Promise<{ conversations: Decided[]; until: Date } | undefined> {
  const end = await tx.row<{ until: Date | null }>(sql`
    select max(at) as until from (
      select at from activity where at > ${since} and actor_id is not null and kind in ('changed', 'undone')
      order by at limit ${sql.integer(AT_ONCE)}) a`)
  if (!end?.until) return undefined
  const conversations = await tx.rows<Decided>(sql`
    select c.id as "conversationId", m.mailbox_id as "mailboxId", m.from_address as "fromAddress", m.subject,
      left(m.text, ${sql.integer(LONGEST_TEXT)}) as text, array_remove(
        array[case when c.team_id is not null then 'team:' || c.team_id end,
          case when c.assignee_id is not null then 'assignee:' || c.assignee_id end]
        || array(select 'tag:' || t.tag_id from conversation_tag t where t.conversation_id = c.id), null) as choices
    from conversation c cross join lateral (
      select m.mailbox_id, m.from_address, m.subject, m.text from message m
      where m.conversation_id = c.id and m.direction = 'incoming' order by m.received_at, m.id limit 1) m
    where c.merged_into is null and c.id in (
      select conversation_id from activity
      where at > ${since} and at <= ${end.until} and actor_id is not null and kind in ('changed', 'undone')
        and after ?| array['teamId', 'assigneeId', 'tagIds'])
    order by c.id`)
  return { conversations, until: end.until }
}

type Learned = { conversationId: string; tokens: readonly string[]; choices: readonly string[] }

/** Forgets what these mails had taught and counts what they teach now. */
async function replace(tx: Tx, mails: readonly Learned[]): Promise<void> {
  if (mails.length === 0) return
  const before = await tx.rows<Learned>(sql`
    delete from filing_mail where conversation_id = any(${mails.map((one) => one.conversationId)}::uuid[])
    returning conversation_id as "conversationId", tokens, choices`)
  await tx.run(sql`
    insert into filing_mail (conversation_id, tokens, choices)
    select "conversationId", array(select jsonb_array_elements_text(tokens)),
      array(select jsonb_array_elements_text(choices))
    from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb)
      as m("conversationId" uuid, tokens jsonb, choices jsonb)`)
  const sums = new Map<string, { token: string; choice: string; mails: number }>()
  for (const mail of before) add(sums, mail, -1)
  for (const mail of mails) add(sums, mail, 1)
  const changed = JSON.stringify([...sums.values()].filter((sum) => sum.mails !== 0))
  const list = sql`jsonb_to_recordset(${changed}::jsonb) as s(token text, choice text, mails int)`
  await tx.run(sql`
    update filing_count f set mails = f.mails + s.mails from ${list}
    where f.token = s.token and f.choice = s.choice`)
  await tx.run(sql`
    insert into filing_count (token, choice, mails) select token, choice, mails from ${list}
    where mails > 0 on conflict do nothing`)
}

function add(
  sums: Map<string, { token: string; choice: string; mails: number }>,
  { tokens, choices }: Learned,
  by: 1 | -1,
): void {
  for (const choice of ['', ...choices])
    for (const token of ['', ...tokens]) {
      const key = `${choice}\n${token}`
      const sum = sums.get(key) ?? { token, choice, mails: 0 }
      sum.mails += by
      sums.set(key, sum)
    }
}
