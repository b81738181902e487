import { type Queryable, sql } from '@levee/db'
import { prepareRules, type RuleBook } from '@levee/domain'
import { compilePattern } from './compile-pattern.ts'
import { type ClockFor, loadClocks } from './load-clocks.ts'
import { storedRules } from './queries.ts'
import type { RuleRow } from './rule-row.ts'

/** The rule book, made ready, and the working time that its rules count with. */
export type LoadedBook = {
  id: string
  book: RuleBook
  rules: ReadonlyMap<string, RuleRow>
  timeZone: string
  clockFor: ClockFor
}

let held: Pick<LoadedBook, 'id' | 'book' | 'rules'> | null = null

/** The rules as they stand now; null when none of them is switched on. They are read anew only once they changed. */
export async function loadBook(db: Queryable): Promise<LoadedBook | null> {
  const now = await db.row<{ id: string; timeZone: string }>(sql`
    select b.id, i.time_zone as "timeZone" from installation i
      cross join lateral (select id from rule_book order by number desc limit 1) b`)
  if (!now) return null
  if (held?.id !== now.id) {
    const rules = await storedRules(db)
    held = {
      id: now.id,
      book: prepareRules(rules, compilePattern),
      rules: new Map(rules.map((rule) => [rule.id, rule])),
    }
  }
  const book = held
  const enabled = [...book.rules.values()].filter((rule) => rule.enabled)
  if (enabled.length === 0) return null
  const clockFor = await loadClocks(db, enabled, now.timeZone)
  return { ...book, timeZone: now.timeZone, clockFor }
}
