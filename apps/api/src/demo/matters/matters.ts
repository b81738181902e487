import type { Matter, RawMail } from '../matter.ts'
import { abroad } from './abroad.ts'
import { bulletins } from './bulletins.ts'
import { everydayMatters } from './everyday-matters.ts'
import { invoices } from './invoices.ts'
import { oddities } from './oddities.ts'
import { planning } from './planning.ts'
import { residents } from './residents.ts'
import { town } from './town.ts'

/** Everything that was written to the town hall and by it. */
export function allMatters(): Matter[] {
  return [...town, ...residents, ...planning, ...invoices, ...abroad, ...everydayMatters()]
}

/** Mails with a layout of their own. */
export const rawMails: RawMail[] = [...bulletins, ...oddities]
