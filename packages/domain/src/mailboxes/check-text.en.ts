import type { CheckTexts } from './check-text.ts'

export const CHECK_TEXTS_EN: CheckTexts = {
  announces: () => ['Arrival', 'New mail within a second: the server announces it (IDLE).'],
  mustBeAsked: () => [
    'Arrival',
    'New mail within half a minute: the server does not announce it (no IDLE), Levee asks every 20 seconds.',
  ],
  isPolled: () => [
    'Arrival',
    'New mail within a minute: POP3 announces nothing, Levee looks every minute.',
  ],
  resumesFast: () => [
    'Resuming',
    'After an interruption only what changed is read again (CONDSTORE).',
  ],
  resumesSlowly: () => [
    'Resuming',
    'After an interruption the list of messages is compared (no CONDSTORE): nothing is missed, it takes longer in large folders.',
  ],
  moves: () => ['Moving', 'Mail goes to Archive or Junk in one step (MOVE).'],
  copies: () => ['Moving', 'Mail is copied to Archive or Junk, then removed (no MOVE).'],
  namesRoles: () => ['Folders', 'The server says what its folders are for (SPECIAL-USE).'],
  guessesRoles: () => [
    'Folders',
    'The server does not say what its folders are for (no SPECIAL-USE): Levee goes by their names.',
    'Look at the roles of the folders in the step “Folders and access”.',
  ],
  hasRoom: ({ used, limit }) => ['Quota', `${used} of ${limit} used.`],
  isNearlyFull: ({ used, limit }) => [
    'Quota',
    `${used} of ${limit} used: once it is full, the server refuses what arrives.`,
    'Ask the provider for more room, or delete old mail there once it is imported.',
  ],
  isUnlimited: ({ used }) => ['Quota', `${used} used, without a limit.`],
  hidesRoom: () => ['Quota', 'The server does not say how full the mailbox is.'],
  limitsConnections: ({ provider, most }) => [
    'Connections',
    `${provider} allows ${most} at once for one mailbox; Levee uses at most two.`,
  ],
  hidesConnections: () => [
    'Connections',
    'Levee uses at most two at once. How many the server allows it does not say.',
  ],
  spfStrict: ({ record }) => ['SPF', `Says who may send, and refuses others: ${record}`],
  spfSoft: ({ record }) => ['SPF', `Says who may send, and doubts others: ${record}`],
  spfElsewhere: ({ record }) => ['SPF', `Another domain says who may send: ${record}`],
  spfMissing: ({ domain }) => [
    'SPF is missing',
    `${domain} does not say who may send in its name: answers may be taken for spam.`,
    `Publish at ${domain}, as TXT: v=spf1 mx -all – with what your provider names instead of mx where it sends elsewhere.`,
  ],
  spfSeveral: ({ domain }) => [
    'SPF is there twice',
    `${domain} has several SPF records: receivers take none of them.`,
    'Make one record of them, and delete the others.',
  ],
  spfForAll: ({ record }) => [
    'SPF lets everybody send',
    `Anybody may send in the name of this domain: ${record}`,
    'End the record with -all instead of +all.',
  ],
  spfOpen: ({ record }) => [
    'SPF does not say what to do with others',
    `The record names who may send, and lets others through: ${record}`,
    'End the record with ~all, and with -all once all your senders are in it.',
  ],
  dkimKey: ({ selector, bits }) => [
    'DKIM',
    `A key is published: selector ${selector}${bits ? `, ${bits} bits` : ''}. The test mail shows whether it is used.`,
  ],
  dkimShort: ({ selector, bits }) => [
    'The DKIM key is short',
    `Selector ${selector} has ${bits} bits: it can be broken.`,
    'Have the provider make a key of 2048 bits.',
  ],
  dkimNotChecked: ({ domain }) => [
    'DKIM was not checked',
    `Where its key would be (the selector) is announced nowhere; the mail of ${domain} showed none here, and under the usual names there is none.`,
    'Make sure at your provider that outgoing mail is signed.',
  ],
  dmarcEnforced: ({ policy }) => [
    'DMARC',
    `Forged mail is ${policy === 'reject' ? 'refused' : 'set aside'} (p=${policy}).`,
  ],
  dmarcObserves: ({ domain }) => [
    'DMARC only observes',
    'p=none: forged mail is not refused.',
    `Once SPF and DKIM are right, publish at _dmarc.${domain}, as TXT: v=DMARC1; p=quarantine; rua=mailto:postmaster@${domain}`,
  ],
  dmarcMissing: ({ domain }) => [
    'DMARC is missing',
    `Nothing keeps others from writing in the name of ${domain}.`,
    `Publish at _dmarc.${domain}, as TXT: v=DMARC1; p=none; rua=mailto:postmaster@${domain} – and p=quarantine after some weeks.`,
  ],
  dmarcBroken: ({ record }) => [
    'DMARC cannot be understood',
    `Receivers ignore it: ${record}`,
    'Keep one record that begins with v=DMARC1; p=quarantine;',
  ],
  notAnswered: ({ topic, domain }) => [
    `${topic} was not checked`,
    `The DNS did not answer for ${domain}.`,
    'Check again later.',
  ],
}
