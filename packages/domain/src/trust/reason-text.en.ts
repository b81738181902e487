import type { ReasonTexts } from './reason-text.ts'

const UNPROVEN = 'The sending server is not allowed by the domain.'

export const ENGLISH: ReasonTexts = {
  lookalikeDomain: ({ details, difference }) => ({
    title:
      details['whose'] === 'own'
        ? 'This is not our domain'
        : `This is not the domain of ${details['name'] ?? details['usual']}`,
    text:
      difference ||
      (details['kind'] === 'suffix'
        ? `The same name as ${details['usual']}, with another ending.`
        : `The name ${details['usual']} stands inside another domain.`),
  }),
  mixedScriptDomain: ({ details }) => ({
    title: 'The domain mixes several alphabets',
    text: `“${details['readable']}” has letters of another alphabet that look like ours.`,
  }),
  punycodeDomain: ({ details }) => ({
    title: 'The domain is written with special letters',
    text: `It reads “${details['readable']}”.`,
  }),
  colleagueName: ({ details, evidence }) => ({
    title: 'The name shown is a colleague’s',
    text: `“${details['name']}” works here, but ${evidence} is not one of our addresses.`,
  }),
  knownName: ({ details, since }) => ({
    title: 'The name shown imitates a known correspondent',
    text: `“${details['name']}” wrote to you ${details['messages']} times since ${since}, always from ${details['usual']}. This address writes for the first time.`,
  }),
  nameShowsAddress: ({ evidence, details }) => ({
    title: 'The name shown contains another address',
    text: `It shows ${evidence}, but the message comes from ${details['address']}.`,
  }),
  ownDomainUnverified: ({ evidence }) => ({
    title: 'The message claims to come from us',
    text: `It bears the domain ${evidence}, but our servers did not send it.`,
  }),
  dmarcFail: ({ details }) => ({
    title: 'The sender could not be verified',
    text:
      details['policy'] === 'reject' || details['policy'] === 'quarantine'
        ? `The DMARC check failed. ${UNPROVEN} This domain asks to set such messages aside.`
        : `The DMARC check failed. ${UNPROVEN}`,
  }),
  notAuthenticated: () => ({ title: 'The sender could not be verified', text: UNPROVEN }),
  severalAuthors: () => ({
    title: 'The message has several authors',
    text: 'Only one is shown; a known way to hide another one.',
  }),
  malformedFrom: () => ({
    title: 'The sender’s address is malformed',
    text: 'Programs may read it in different ways.',
  }),
  encodedAddress: ({ evidence }) => ({
    title: 'The sender’s address is camouflaged',
    text: `It is encoded where that is not allowed: ${evidence}.`,
  }),
  bidiInName: () => ({
    title: 'The name shown is written backwards',
    text: 'Invisible characters change the reading direction.',
  }),
  controlInName: () => ({
    title: 'The name shown contains invisible characters',
    text: 'They serve to deceive mail programs.',
  }),
  noAddress: () => ({
    title: 'The message has no sender address',
    text: 'Nobody can receive your answer.',
  }),
  impossibleAddress: () => ({
    title: 'The sender’s address cannot exist',
    text: 'It is longer than e-mail allows.',
  }),
  addressLiteral: ({ evidence }) => ({
    title: 'The sender has no domain name',
    text: `They write from the technical address ${evidence}.`,
  }),
  replyToElsewhere: ({ evidence }) => ({
    title: 'An answer would go elsewhere',
    text: `An answer would go to ${evidence}, not to the sender shown.`,
  }),
  severalReplyTo: ({ evidence }) => ({
    title: 'An answer would go to several addresses',
    text: evidence,
  }),
  replyToOurselves: ({ evidence }) => ({
    title: 'An answer would come back to us',
    text: `The reply address given is ${evidence}; it is ignored.`,
  }),
  linkElsewhere: ({ details }) => ({
    title: 'A link leads elsewhere than it says',
    text: `It announces ${details['shown']} and opens ${details['target']}.`,
  }),
  lookalikeLink: ({ evidence, details, difference }) => ({
    title: 'A link imitates our domain',
    text: `${evidence} is not ${details['usual']}. ${difference}`.trim(),
  }),
  dangerousFile: ({ evidence, details }) => ({
    title:
      details['danger'] === 'disguised'
        ? 'An attachment is disguised'
        : details['danger'] === 'page'
          ? 'A web page is attached'
          : 'An attachment is a program',
    text:
      details['danger'] === 'page'
        ? `“${evidence}” can imitate a sign-in page and ask for a password.`
        : `“${evidence}” can take over the computer.`,
  }),
  macroFile: ({ evidence }) => ({
    title: 'An attachment contains macros',
    text: `“${evidence}” can run a program when it is opened.`,
  }),
  encryptedArchive: ({ evidence }) => ({
    title: 'An archive is protected by a password',
    text: `Nobody could check what is in “${evidence}”.`,
  }),
  firstMessage: ({ evidence }) => ({
    title: 'First message from this address',
    text: `${evidence} has never written to you.`,
  }),
  verified: ({ evidence }) => ({
    title: 'The address is authentic',
    text: `The domain ${evidence} confirms the message (DMARC).`,
  }),
  declaredLegitimate: () => ({
    title: 'Declared legitimate',
    text: 'Two people confirmed that this message is authentic.',
  }),
}
