/** What one method found (RFC 8601 §2.7); null: nobody has looked. */
export type Verdict = string | null

/** What a published DMARC record asks receivers to do with mail that fails. */
export type DmarcPolicy = 'none' | 'quarantine' | 'reject'

/** Whether a mail comes from where it says, as found by the organisation's server or by us. */
export type Authentication = {
  spf: Verdict
  dkim: Verdict
  dmarc: Verdict
  arc: Verdict
  /** The domain that DMARC spoke of, in lower case; null when it is not said. */
  author: string | null
  /** What the sender's domain asks for; null when it is not known. */
  policy: DmarcPolicy | null
  /** Who found it: the mailbox's own server in its header, or Levee. */
  source: 'server' | 'levee'
}

/** No method has been looked at. */
export const NOT_AUTHENTICATED: Authentication = {
  spf: null,
  dkim: null,
  dmarc: null,
  arc: null,
  author: null,
  policy: null,
  source: 'levee',
}

const POLICIES: readonly DmarcPolicy[] = ['none', 'quarantine', 'reject']

/** The policy that a word names, null when it names none. */
export function dmarcPolicy(word: string | undefined): DmarcPolicy | null {
  return POLICIES.find((policy) => policy === word?.toLowerCase()) ?? null
}
