import { type Queryable, sql } from '@levee/db'
import {
  addressDomain,
  ESTABLISHED,
  isPublicMailDomain,
  type KnownPeople,
  type KnownSender,
} from '@levee/domain'
import { nameTools } from '@levee/mail'

/** Who the organisation is: its domains, addresses and staff. */
export type OwnPeople = Pick<KnownPeople, 'ownDomains' | 'ownAddresses' | 'staffNames'>

/** The organisation's mailboxes and staff. A domain in which anybody can have a box is not its own. */
export async function ownPeople(tx: Queryable): Promise<OwnPeople> {
  const rows = await tx.rows<{ address: string; name: string; isPerson: boolean }>(sql`
    select lower(address) as address, '' as name, false as "isPerson" from mailbox
    union all select lower(email), name, true from app_user where disabled_at is null`)
  const domains = rows
    .map(({ address }) => addressDomain(address))
    .filter((domain) => domain !== '' && !isPublicMailDomain(domain))
    .map((domain) => nameTools.registrableDomain(domain) ?? domain)
  return {
    ownDomains: [...new Set(domains)],
    ownAddresses: rows.map(({ address }) => address),
    staffNames: rows.filter(({ isPerson }) => isPerson).map(({ name }) => name),
  }
}

/** Somebody who wrote before. `isEstablished`: so often, or declared legitimate, that they imitate nobody. */
export type Correspondent = KnownSender & { isEstablished: boolean }

/** Those of some addresses (in lower case) that wrote before, by address. */
export async function knownSenders(
  tx: Queryable,
  addresses: readonly string[],
): Promise<Map<string, Correspondent>> {
  const rows = await tx.rows<Correspondent>(sql`
    select address, name, messages, first_at as "firstAt",
      messages >= ${sql.integer(ESTABLISHED)} or exists (
        select from legitimacy_claim l join message m on m.id = l.message_id
        where l.confirmed_at is not null and lower(m.from_address) = s.address) as "isEstablished"
    from sender s where address = any(${addresses}::text[])`)
  return new Map(rows.map((row) => [row.address, row]))
}

/** Senders of whom each kind is looked at: the most similar come first. */
const MOST_SIMILAR = 10
/** Share of three-letter pieces that two names have in common; a letter exchanged in twelve leaves 0.6. */
const SIMILARITY = '0.45'

/** Correspondents whose domain or name is much like that of somebody who writes for the first time. */
export async function similarSenders(
  tx: Queryable,
  { name, address }: { name: string; address: string },
): Promise<KnownSender[]> {
  const domain = addressDomain(address)
  const seen = nameTools.skeleton(nameTools.readableDomain(domain))
  const known = sql`select address, name, messages, first_at as "firstAt"`
  const set = tx.run(sql`select set_config('pg_trgm.similarity_threshold', ${SIMILARITY}, true)`)
  const similar = tx.rows<KnownSender>(sql`
    (${known} from (
      select distinct on (domain) *, greatest(similarity(domain, ${domain}), similarity(domain, ${seen})) as near
      from sender where (domain % ${domain} or domain % ${seen}) and domain <> ${domain}
      order by domain, messages desc) d
    order by near desc limit ${sql.integer(MOST_SIMILAR)})
    union
    (${known} from sender
    where ${name} <> '' and fold_text(name) % fold_text(${name}) and domain <> ${domain}
    order by similarity(fold_text(name), fold_text(${name})) desc, messages desc
    limit ${sql.integer(MOST_SIMILAR)})`)
  return (await Promise.all([similar, set]))[0]
}

/** One message of somebody. */
export type Sighting = { name: string; address: string; receivedAt: Date }

/**
 * Counts messages of senders.
 * @returns the addresses of which an earlier message than any before was now seen.
 */
export async function countSenders(tx: Queryable, seen: readonly Sighting[]): Promise<string[]> {
  const sightings = seen.filter(({ address }) => address !== '')
  if (sightings.length === 0) return []
  const rows = sightings.map(({ name, address, receivedAt }) => ({
    name,
    receivedAt,
    address: address.toLowerCase(),
    domain: addressDomain(address),
  }))
  const before = knownSenders(tx, [...new Set(rows.map(({ address }) => address))])
  const counting = tx.run(sql`
    insert into sender as s (address, domain, name, messages, first_at, last_at)
    select address, min(domain), coalesce((array_agg(name order by "receivedAt") filter (where name <> ''))[1], ''),
      count(*), min("receivedAt"), max("receivedAt")
    from jsonb_to_recordset(${JSON.stringify(rows).replaceAll(String.raw`\u0000`, '')}::jsonb)
      as r(address text, domain text, name text, "receivedAt" timestamptz)
    group by address
    on conflict (address) do update set messages = s.messages + excluded.messages,
      name = case when s.name = '' then excluded.name else s.name end,
      first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)`)
  const [known] = await Promise.all([before, counting])
  const earlier = rows.filter(({ address, receivedAt }) => {
    const first = known.get(address)?.firstAt
    return first !== undefined && receivedAt < first
  })
  return [...new Set(earlier.map(({ address }) => address))]
}
