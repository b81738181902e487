import { sql, type Tx } from '@levee/db'
import { formatReference, registerYear } from '@levee/domain'

/** Mail that gets a number. */
export type Registration = { conversationId: string; receivedAt: Date }
/** A line of the register. */
export type RegisterLine = {
  conversationId: string
  year: number
  number: number
  reference: string
}

/**
 * Takes the next number of the register for a conversation. The counter's row stays locked until the
 * transaction ends, so that a number is never skipped nor given twice.
 * @returns the reference, which the caller writes into the conversation.
 */
export async function nextReference(
  tx: Tx,
  conversationId: string,
  receivedAt: Date,
  timeZone: string,
): Promise<string> {
  const lines = await takeNumbers(tx, [{ conversationId, receivedAt }], timeZone)
  await writeRegisterLines(tx, lines)
  return lines.map(({ reference }) => reference).join()
}

/** Takes numbers for several conversations, in their order. Their lines are still to be written. */
export async function takeNumbers(
  tx: Tx,
  registrations: readonly Registration[],
  timeZone: string,
): Promise<RegisterLine[]> {
  if (registrations.length === 0) return []
  const years = registrations.map(({ receivedAt }) => registerYear(receivedAt, timeZone))
  const counters = await tx.rows<{ year: number; last: number }>(sql`
    insert into register_counter as c (register, year, last_number)
    select 'main', year, count(*) from unnest(${years}::int[]) as y(year) group by year order by year
    on conflict (register, year) do update set last_number = c.last_number + excluded.last_number
    returning year, last_number - (select count(*) from unnest(${years}::int[]) as y(year) where y.year = c.year) as last`)
  const last = new Map(counters.map((counter) => [counter.year, counter.last]))
  return registrations.map(({ conversationId }, place) => {
    const year = years[place] ?? 0
    const number = (last.get(year) ?? 0) + 1
    last.set(year, number)
    return { conversationId, year, number, reference: formatReference(year, number) }
  })
}

/** Writes the lines of conversations that are stored. */
export async function writeRegisterLines(tx: Tx, lines: readonly RegisterLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx.run(sql`
    insert into register_line (year, number, conversation_id, registered_at)
    select year, number, conversation_id, now() from unnest(
      ${lines.map(({ year }) => year)}::int[],
      ${lines.map(({ number }) => number)}::int[],
      ${lines.map(({ conversationId }) => conversationId)}::uuid[]) as l(year, number, conversation_id)`)
}
