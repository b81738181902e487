import type { FailedRecipient } from '../intake/automatic.ts'

/** Why a mail did not arrive, as far as somebody who writes letters can do something about it. */
export type BounceCause =
  | 'noSuchAddress'
  | 'noSuchDomain'
  | 'mailboxFull'
  | 'tooLarge'
  | 'takenForSpam'
  | 'refused'
  | 'unreachable'
  | 'unknown'

/** Words of servers that give no code, or one that says little; the first that fits counts. */
const WORDS: [RegExp, BounceCause][] = [
  [
    /\b(?:spam|junk|blacklist|blocklist|block list|reputation|spamhaus|virus|policy)/i,
    'takenForSpam',
  ],
  [
    /\b(?:quota|mailbox (?:is )?full|over ?quota|insufficient.{0,20}storage|exceeded storage)/i,
    'mailboxFull',
  ],
  [/\b(?:too (?:large|big)|size (?:limit|exceed)|exceeds? .{0,30}size)/i, 'tooLarge'],
  [
    /\b(?:host|domain)(?: name)? (?:unknown|not found|does not exist)|no such (?:host|domain)|name service error/i,
    'noSuchDomain',
  ],
  [
    /\b(?:user|recipient|mailbox|address|account)s? .{0,40}(?:unknown|not found|unavailable|disabled|inactive|invalid|doesn't exist|does not exist)|(?:unknown|invalid|no such) .{0,20}(?:user|recipient|mailbox|address|person)|no mailbox here/i,
    'noSuchAddress',
  ],
  [
    /timed? ?out|connection (?:refused|reset)|unreachable|could not connect|retry time/i,
    'unreachable',
  ],
  [/\b(?:denied|refused|rejected|not (?:allowed|permitted|accepted)|prohibited)/i, 'refused'],
]

/** Enhanced status codes (RFC 3463 §3), without their class. */
const CODES: Record<string, BounceCause> = {
  '1.0': 'noSuchAddress',
  '1.1': 'noSuchAddress',
  '1.2': 'noSuchDomain',
  '1.3': 'noSuchAddress',
  '1.6': 'noSuchAddress',
  '1.10': 'noSuchAddress',
  '2.1': 'noSuchAddress',
  '2.2': 'mailboxFull',
  '2.3': 'tooLarge',
  '3.4': 'tooLarge',
  '4.1': 'unreachable',
  '4.4': 'noSuchDomain',
  '4.7': 'unreachable',
  '7.1': 'refused',
}

/** Why one recipient did not get a mail. A server's words are believed before a code that many misuse. */
export function bounceCause({ status, diagnostic }: FailedRecipient): BounceCause {
  const code = CODES[status.replace(/^\d\./, '')]
  if (code !== undefined && code !== 'refused') return code
  return WORDS.find(([words]) => words.test(diagnostic))?.[1] ?? code ?? 'unknown'
}
