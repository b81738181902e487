import {
  type Authentication,
  mailLanguage,
  type MessageFacts,
  NOT_AUTHENTICATED,
  type TrustLevel,
} from '@levee/domain'

/** A message as it was read; what is left out is found out here. */
export type ReadFacts = Omit<
  MessageFacts,
  'bcc' | 'language' | 'spamScore' | 'authentication' | 'trust'
> & {
  authentication: Pick<Authentication, 'spf' | 'dkim' | 'dmarc'> | null
  trust: TrustLevel | null
}

/** A message as rules see it. */
export function messageFacts(read: ReadFacts): MessageFacts {
  return new Facts(read)
}

/** Its language is found out only when a rule asks: that reads the whole text. */
class Facts implements MessageFacts {
  readonly from
  readonly to
  readonly cc
  readonly bcc = []
  readonly subject
  readonly text
  readonly headers
  readonly attachments
  readonly size
  readonly receivedAt
  readonly automatic
  readonly isNewsletter
  readonly spamScore
  readonly authentication
  readonly trust

  constructor(read: ReadFacts) {
    this.from = read.from
    this.to = read.to
    this.cc = read.cc
    this.subject = read.subject
    this.text = read.text
    this.headers = read.headers
    this.attachments = read.attachments
    this.size = read.size
    this.receivedAt = read.receivedAt
    this.automatic = read.automatic
    this.isNewsletter = read.isNewsletter
    this.spamScore = spamScoreOf(read.headers)
    this.authentication = read.authentication ?? NOT_AUTHENTICATED
    this.trust = read.trust ?? 'unknown'
  }

  get language(): string | null {
    return mailLanguage(this.headers, this.text)
  }
}

/** Of the topmost field that filters write: those below it may be the sender's. */
function spamScoreOf(headers: MessageFacts['headers']): number | null {
  for (const { name, value } of headers) {
    const isScore = /^x-(?:spam-score|rspamd-score|spamd-result|spam-status)$/i.test(name)
    const [score] = isScore ? (/-?\d+(?:\.\d+)?/.exec(value.replace(/^.*?score=/i, '')) ?? []) : []
    if (score !== undefined) return Number(score)
  }
  return null
}
