import { type Queryable, sql } from '@levee/db'
import { isPublicMailDomain, type MessageSigns } from '@levee/domain'
import { nameTools } from '@levee/mail'

/** A campaign is sent within hours; its mail is looked for this long before and after. */
const WINDOW = 7 * 86_400_000 // ms
/** Conversations that one report sets aside at most: more would be a mistake of ours. */
const MOST = 200

type Reported = { address: string; receivedAt: Date; signs: Partial<MessageSigns> }

/**
 * The other conversations that got the same mail as the last one of this: from the same sender with the
 * same text or a common link elsewhere, or through the same server with the same text or all the same links.
 * Conversations in which somebody has answered, or that are dealt with, are left to people.
 */
export async function campaignConversations(
  tx: Queryable,
  conversationId: string,
  now: Date,
): Promise<string[]> {
  const reported = await tx.row<Reported>(sql`
    select lower(from_address) as address, received_at as "receivedAt", signs from message
    where conversation_id = ${conversationId} and direction = 'incoming'
    order by received_at desc, id desc limit 1`)
  if (!reported) return []
  const { address, receivedAt, signs } = reported
  const server = signs.envelopeFrom?.split('@')[1] ?? ''
  const links = (signs.linkHosts ?? []).filter((host) => !isOfSender(host, address))
  const fingerprint = signs.fingerprint ?? null
  if (links.length === 0 && fingerprint === null) return []
  const sameText = sql`m.signs ->> 'fingerprint' = ${fingerprint}`
  const sameLinks = sql`(${links.length > 0} and m.signs -> 'linkHosts' = ${JSON.stringify(signs.linkHosts ?? [])}::jsonb)`
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct m.conversation_id as id from message m join conversation c on c.id = m.conversation_id
    where m.direction = 'incoming' and m.conversation_id <> ${conversationId}
      and m.received_at between ${before(receivedAt, WINDOW)} and ${now}
      and (
        (lower(m.from_address) = ${address} and ${address} <> ''
          and (${sameText} or m.signs -> 'linkHosts' ?| ${links}::text[]))
        or (m.signs ->> 'envelopeFrom' is not null
          and split_part(m.signs ->> 'envelopeFrom', '@', 2) = ${server} and ${server} <> ''
          and (${sameText} or (${!isPublicMailDomain(server)} and ${sameLinks}))))
      and c.status in ('open', 'waiting', 'spam') and c.spam_reason is null and c.merged_into is null
      and not exists (select from message o where o.conversation_id = c.id and o.direction = 'outgoing')
    limit ${sql.integer(MOST)}`)
  return rows.map(({ id }) => id)
}

/** Links to the sender's own site are in all its mail: they tell no campaign from what came before. */
function isOfSender(host: string, address: string): boolean {
  const site = nameTools.registrableDomain(address.split('@')[1] ?? '')
  return site !== null && nameTools.registrableDomain(host) === site
}

function before(instant: Date, ms: number): Date {
  return new Date(instant.getTime() - ms)
}
