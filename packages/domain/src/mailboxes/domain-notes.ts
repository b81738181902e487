import { note, type CheckNote } from './check-note.ts'

/** Text records of a name; null: the DNS did not answer. */
export type Records = readonly string[] | null

/** A key of DKIM; `bits` null: its length means nothing (Ed25519), or it cannot be read. */
export type DkimKey = { selector: string; bits: number | null }

/** What the DNS says of who may send in the name of a domain. */
export type DomainFacts = {
  domain: string
  /** Of the domain itself: SPF is one of them (RFC 7208 §4.5). */
  texts: Records
  /** Of `_dmarc.` before the domain, else before the one that was registered (RFC 7489 §6.6.3). */
  dmarc: Records
  /** null: the DNS did not answer. */
  dkim: readonly DkimKey[] | null
}

const SHORT_KEY = 1024 // bits: receivers may take no shorter one (RFC 8301 §3.2), and should have twice as much

/** Whether others can write in the name of a domain, one note a method. */
export function domainNotes({ domain, texts, dkim, dmarc }: DomainFacts): CheckNote[] {
  return [spfNote(domain, texts), dkimNote(domain, dkim), dmarcNote(domain, dmarc)]
}

function spfNote(domain: string, texts: Records): CheckNote {
  if (!texts) return note('spf', 'notAnswered', { tone: 'info', domain })
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text))
  const [record] = records
  if (record === undefined) return note('spf', 'spfMissing', { tone: 'warn', domain })
  if (records.length > 1) return note('spf', 'spfSeveral', { tone: 'warn', domain })
  const all = /(?:^|\s)([-~?+]?)all(?:\s|$)/i.exec(record)?.[1]
  if (all === '' || all === '+') return note('spf', 'spfForAll', { tone: 'warn', domain, record })
  if (all === '-') return note('spf', 'spfStrict', { tone: 'good', domain, record })
  if (all === '~') return note('spf', 'spfSoft', { tone: 'good', domain, record })
  if (/(?:^|\s)redirect=/i.test(record))
    return note('spf', 'spfElsewhere', { tone: 'info', domain, record })
  return note('spf', 'spfOpen', { tone: 'warn', domain, record })
}

function dkimNote(domain: string, keys: DomainFacts['dkim']): CheckNote {
  if (!keys) return note('dkim', 'notAnswered', { tone: 'info', domain })
  const [first] = keys
  if (!first) return note('dkim', 'dkimNotChecked', { tone: 'info', domain })
  const short = keys.find(({ bits }) => bits !== null && bits <= SHORT_KEY)
  const { selector, bits } = short ?? first
  const found = { domain, selector, bits: bits === null ? '' : String(bits) }
  return short
    ? note('dkim', 'dkimShort', { tone: 'warn', ...found })
    : note('dkim', 'dkimKey', { tone: 'good', ...found })
}

function dmarcNote(domain: string, texts: Records): CheckNote {
  if (!texts) return note('dmarc', 'notAnswered', { tone: 'info', domain })
  const [record, another] = texts.filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/i.test(text))
  if (record === undefined) return note('dmarc', 'dmarcMissing', { tone: 'warn', domain })
  const policy = /;\s*p\s*=\s*(none|quarantine|reject)\s*(?:;|$)/i.exec(record)?.[1]?.toLowerCase()
  if (another !== undefined || policy === undefined)
    return note('dmarc', 'dmarcBroken', { tone: 'warn', domain, record })
  if (policy === 'none') return note('dmarc', 'dmarcObserves', { tone: 'warn', domain, record })
  return note('dmarc', 'dmarcEnforced', { tone: 'good', domain, policy })
}
