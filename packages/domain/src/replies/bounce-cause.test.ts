import { expect, it } from 'vitest'
import { bounceCause } from './bounce-cause.ts'

it.each([
  ['5.1.1', '550 5.1.1 User unknown', 'noSuchAddress'],
  ['5.1.2', '', 'noSuchDomain'],
  ['5.2.2', '552 5.2.2 over quota', 'mailboxFull'],
  ['', '552 Message size exceeds fixed maximum message size', 'tooLarge'],
  ['5.7.1', '554 5.7.1 Service unavailable; blocked using zen.spamhaus.org', 'takenForSpam'],
  ['5.7.1', '550 5.7.1 Relaying denied', 'refused'],
  ['', 'Sorry, no mailbox here by that name.', 'noSuchAddress'],
  ['', 'Connection timed out', 'unreachable'],
  ['5.0.0', 'Désolé', 'unknown'],
])('%s %s: %s', (status, diagnostic, cause) => {
  expect(bounceCause({ address: 'a@x.example', status, diagnostic })).toBe(cause)
})
