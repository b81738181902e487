import type { Advice, AdviceCode, DiscoveryFacts, MailboxUse, ProtocolAdvice } from './discovery.ts'

/** Which protocol suits a mailbox, the best first, with the reasons. */
export function adviseProtocols(facts: DiscoveryFacts, use: MailboxUse): ProtocolAdvice[] {
  const isForPop3 = use.readers === 'onlyLevee' && use.room === 'little' && offers(facts, 'pop3')
  const advised = [
    adviseImap(facts, use, isForPop3),
    advisePop3(facts, use, isForPop3),
    advisePush(facts),
  ]
  return advised.toSorted((one, other) => RANK[one.verdict] - RANK[other.verdict])
}

/** One reason, from its code. */
export function reason(code: AdviceCode, details: Advice['details'] = {}): Advice {
  return { code, tone: TONES[code], details }
}

const RANK: Record<ProtocolAdvice['verdict'], number> = {
  recommended: 0,
  possible: 1,
  fallback: 2,
  notOffered: 3,
}

const TONES: Record<AdviceCode, Advice['tone']> = {
  severalReaders: 'good',
  announcesMail: 'good',
  keepsFolders: 'good',
  resumesFast: 'good',
  oneReader: 'good',
  littleRoom: 'good',
  keepsHistory: 'info',
  onlyInbox: 'warn',
  ownServer: 'good',
  weakerSenderChecks: 'warn',
  needsDelivery: 'info',
  withoutTls: 'warn',
  startTls: 'info',
  needsOauth: 'warn',
  needsAppPassword: 'info',
  sourcesAgree: 'good',
  sourcesDiffer: 'info',
  guessed: 'info',
  elsewhere: 'warn',
  noServer: 'warn',
  bridgeOnly: 'warn',
  mustBeAllowed: 'info',
}

function adviseImap(
  facts: DiscoveryFacts,
  { readers }: MailboxUse,
  isForPop3: boolean,
): ProtocolAdvice {
  if (!offers(facts, 'imap'))
    return { protocol: 'imap', verdict: 'notOffered', advice: [whyNot(facts)] }
  const codes: AdviceCode[] = ['announcesMail', 'keepsFolders', 'resumesFast']
  if (readers === 'several') codes.push('severalReaders')
  const advice = codes.map((code) => reason(code))
  return { protocol: 'imap', verdict: isForPop3 ? 'possible' : 'recommended', advice }
}

function advisePop3(
  facts: DiscoveryFacts,
  { readers, room }: MailboxUse,
  isForPop3: boolean,
): ProtocolAdvice {
  if (!offers(facts, 'pop3'))
    return { protocol: 'pop3', verdict: 'notOffered', advice: [whyNot(facts)] }
  const codes: AdviceCode[] = []
  if (readers === 'onlyLevee') codes.push('oneReader')
  if (room === 'little') codes.push('littleRoom')
  const advice = [...codes, 'onlyInbox' as const].map((code) => reason(code))
  return { protocol: 'pop3', verdict: isForPop3 ? 'recommended' : 'possible', advice }
}

function advisePush({ hasOwnServer, findings }: DiscoveryFacts): ProtocolAdvice {
  if (hasOwnServer)
    return {
      protocol: 'push',
      verdict: 'possible',
      advice: [reason('ownServer'), reason('keepsHistory'), reason('needsDelivery')],
    }
  return {
    protocol: 'push',
    verdict: findings.length === 0 ? 'possible' : 'fallback',
    advice: [reason('weakerSenderChecks'), reason('keepsHistory')],
  }
}

/** Whether somebody says that there is such a server; a mere guess is enough where nobody contradicts. */
function offers({ findings }: DiscoveryFacts, protocol: 'imap' | 'pop3'): boolean {
  return findings.some((finding) => finding.protocol === protocol)
}

function whyNot({ note, provider = '' }: DiscoveryFacts): Advice {
  return note === 'bridge' ? reason('bridgeOnly', { provider }) : reason('noServer', { provider })
}
