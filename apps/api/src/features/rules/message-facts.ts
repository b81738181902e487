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
  return {
    from: read.from,
    to: read.to,
    cc: read.cc,
    bcc: [],
    subject: read.subject,
    text: read.text,
    headers: read.headers,
    attachments: read.attachments,
    size: read.size,
    receivedAt: read.receivedAt,
    automatic: read.automatic,
    isNewsletter: read.isNewsletter,
    /** Found out only when a rule asks: it reads the whole text. */
    get language() {
      return mailLanguage(read.headers, read.text)
    },
    spamScore: spamScoreOf(read.headers),
    authentication: read.authentication ?? NOT_AUTHENTICATED,
    trust: read.trust ?? 'unknown',
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
