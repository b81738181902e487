import type { AdviceTexts } from './advice-text.ts'

export const ENGLISH: AdviceTexts = {
  severalReaders: () =>
    'Webmail, phones and other programs as before: several people or devices can read the mailbox.',
  announcesMail: () => 'New mail within seconds: the server announces it.',
  keepsFolders: () => 'Folders, read marks and answers kept in step, in both directions.',
  resumesFast: () =>
    'Quick to resume after an interruption, also with much mail: only what changed is read again.',
  oneReader: () => 'Levee alone reads this mailbox: plain collecting is enough.',
  littleRoom: () =>
    'Little room on the server: messages can be deleted there once they are collected.',
  keepsHistory: () => 'Only new mail comes in; older mail is imported separately.',
  onlyInbox: () => 'Neither folders nor read marks: the inbox alone, collected at intervals.',
  ownServer: () =>
    'Your own mail server can hand over the messages itself (LMTP), without a password.',
  weakerSenderChecks: () =>
    'With a forwarding, the checks of the sender (SPF, DMARC) become less reliable.',
  needsDelivery: () => 'Whoever runs the mail server must add this delivery there.',
  withoutTls: ({ host }) =>
    `Without encryption the password and the messages cross the network to ${host} readable. Ask the provider for TLS.`,
  startTls: ({ host }) =>
    `${host} encrypts after connecting (STARTTLS); TLS from the start is better where the server has it.`,
  needsOauth: ({ provider }) =>
    `${provider || 'This provider'} no longer takes a password: an authorisation is needed (OAuth).`,
  needsAppPassword: ({ provider }) =>
    `${provider || 'This provider'} asks for an application password: make one in the security settings of the account.`,
  sourcesAgree: ({ count }) => `${count} sources name the same server.`,
  sourcesDiffer: ({ hosts }) => `Other sources name: ${hosts}.`,
  guessed: ({ host }) =>
    `${host} is a guess from the address: nobody announces it, the check will tell whether it is right.`,
  elsewhere: ({ host }) =>
    `${host} does not belong to the domain of the address: make sure that it is your provider before you give it the password.`,
  noServer: ({ provider }) =>
    provider
      ? `${provider} does not offer it.`
      : 'The domain does not announce it and no server was found.',
  bridgeOnly: ({ provider }) =>
    `${provider} cannot be reached over the network: only through its “Bridge” program on a machine of yours.`,
  mustBeAllowed: ({ provider }) =>
    `${provider || 'This provider'} wants this access to be allowed first, in the settings of the mailbox.`,
}
