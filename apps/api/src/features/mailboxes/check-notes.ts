import type { CheckNote } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import {
  checkText,
  type DomainFacts,
  domainNotes,
  type Language,
  maildropNotes,
  type CheckNote as Note,
  serverNotes,
} from '@levee/domain'
import { type ImapInspection, lookUpDomain } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { SettingsToTry } from './settings-to-try.ts'

/**
 * What is worth knowing of the server of a mailbox.
 * @param inspection what it showed; undefined where it was not reached, or speaks POP3.
 */
export function notesOfServer(
  { host = '', protocol }: SettingsToTry['incoming'],
  inspection: ImapInspection | undefined,
): Note[] {
  if (protocol === 'pop3') return maildropNotes(host)
  return inspection ? serverNotes({ ...inspection, host }) : []
}

/** Notes as they are told. */
export function inWords(notes: readonly Note[], language: Language): CheckNote[] {
  return notes.map((each) => {
    const { topic, code, tone } = each
    return { topic, code, tone, ...checkText(each, language) }
  })
}

/** Who may send in the name of the domain of an address. */
export async function notesOfDomain(
  deps: Pick<Deps, 'db' | 'dns' | 'now'>,
  address: string,
): Promise<Note[]> {
  return domainNotes(await factsOfDomain(deps, address))
}

/** What the DNS says of the domain of an address. */
export async function factsOfDomain(
  { db, dns, now }: Pick<Deps, 'db' | 'dns' | 'now'>,
  address: string,
): Promise<DomainFacts> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const selectors = await shownSelectors(db, domain, now())
  return lookUpDomain(domain, { dns, selectors })
}

const LOOKED_BACK = 90 // days: keys are changed now and then
const MOST = 100 // mails: the last of them show the keys that are in use

/** The names of the DKIM keys with which mail of a domain was signed that came here lately. */
async function shownSelectors(db: Queryable, domain: string, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - LOOKED_BACK * 86_400_000)
  const rows = await db.rows<{ value: string }>(sql`
    select h ->> 'value' as value from (
      select headers from message
      where received_at > ${since} and direction = 'incoming' and lower(from_address) like ${`%@${domain}`}
      order by received_at desc limit ${MOST}::int) m, jsonb_array_elements(m.headers) h
    where lower(h ->> 'name') = 'dkim-signature'`)
  const selectors = rows.flatMap(({ value }) => {
    const of = tagOf(value, 'd')?.toLowerCase()
    const selector = tagOf(value, 's')
    return of === domain && selector !== undefined ? [selector] : []
  })
  return [...new Set(selectors)].slice(0, 10)
}

/** One tag of a signature (RFC 6376 §3.2), when it is a name. */
function tagOf(signature: string, tag: 'd' | 's'): string | undefined {
  return new RegExp(String.raw`(?:^|;)\s*${tag}\s*=\s*([\w.-]{1,253})\s*(?:;|$)`).exec(
    signature,
  )?.[1]
}
