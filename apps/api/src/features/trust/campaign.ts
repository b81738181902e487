import { type Queryable, sql } from '@levee/db'
import { isPublicMailDomain, isSameText, type MessageSigns, TEXT_COMPARED } from '@levee/domain'
import { nameTools } from '@levee/mail'

/** A campaign is sent within hours; its mail is looked for this long before and after. */
const WINDOW = 7 * 86_400_000 // ms
/** Messages that are compared with a reported one, and so the most that one report sets aside. */
const MOST = 500

type Sent = { address: string; text: string; signs: Partial<MessageSigns> }
type Reported = Sent & { receivedAt: Date }

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
    select lower(from_address) as address, left(text, ${TEXT_COMPARED}) as text, signs,
      received_at as "receivedAt"
    from message where conversation_id = ${conversationId} and direction = 'incoming'
    order by received_at desc, id desc limit 1`)
  if (!reported) return []
  const server = serverOf(reported)
  const candidates = await tx.rows<Sent & { conversationId: string }>(sql`
    select m.conversation_id as "conversationId", lower(m.from_address) as address,
      left(m.text, ${TEXT_COMPARED}) as text, m.signs
    from message m join conversation c on c.id = m.conversation_id
    where m.direction = 'incoming' and m.conversation_id <> ${conversationId}
      and m.received_at between ${before(reported.receivedAt, WINDOW)} and ${now}
      and ((lower(m.from_address) = ${reported.address} and ${reported.address} <> '')
        or (m.signs ->> 'envelopeFrom' is not null and ${server} <> ''
          and split_part(m.signs ->> 'envelopeFrom', '@', 2) = ${server}))
      and c.status in ('open', 'waiting', 'spam') and c.spam_reason is null and c.merged_into is null
      and not exists (select from message o where o.conversation_id = c.id and o.direction = 'outgoing')
    order by m.received_at desc limit ${sql.integer(MOST)}`)
  const same = candidates.filter((candidate) => isSameCampaign(reported, candidate))
  return [...new Set(same.map((candidate) => candidate.conversationId))]
}

function isSameCampaign(reported: Sent, candidate: Sent): boolean {
  if (isSameText(reported.text, candidate.text)) return true
  const [hosts, others] = [hostsElsewhere(reported), hostsElsewhere(candidate)]
  if (reported.address === candidate.address && reported.address !== '')
    return hosts.some((host) => others.includes(host))
  if (isPublicMailDomain(serverOf(reported)) || hosts.length === 0) return false
  return hosts.toSorted().join(' ') === others.toSorted().join(' ')
}

function serverOf({ signs }: Sent): string {
  return signs.envelopeFrom?.split('@')[1] ?? ''
}

function hostsElsewhere({ signs, address }: Sent): string[] {
  return (signs.linkHosts ?? []).filter((host) => !isOfSender(host, address))
}

/** Links to the sender's own site are in all its mail: they tell no campaign from what came before. */
function isOfSender(host: string, address: string): boolean {
  const site = nameTools.registrableDomain(address.split('@')[1] ?? '')
  return site !== null && nameTools.registrableDomain(host) === site
}

function before(instant: Date, ms: number): Date {
  return new Date(instant.getTime() - ms)
}
