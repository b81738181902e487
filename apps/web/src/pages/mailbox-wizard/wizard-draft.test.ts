import type { MailboxCandidate, MailboxDiscovery } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { switchProtocol } from './switch-protocol.ts'
import {
  draftOf,
  hasLogin,
  incomingInput,
  mailboxInput,
  outgoingOf,
  signInOf,
} from './wizard-draft.ts'
import { parseWizardSearch } from './wizard-search.ts'

const secrets = { incoming: 'for reading', outgoing: 'for sending' }
const address = 'urbanisme@port-leveque.example'

const server = { port: 143, security: 'starttls' as const, username: 'urbanisme' }
const discovery: MailboxDiscovery = {
  candidates: [
    {
      source: 'srv',
      sources: ['srv'],
      protocol: 'imap',
      incoming: { ...server, host: 'mail.found.example' },
      outgoing: { ...server, host: 'out.found.example', port: 587 },
      authentication: 'password',
      advice: [],
    },
  ],
  protocols: [],
  provider: null,
  hasOwnServer: false,
  sources: [],
  milliseconds: 1,
}

const found = (host: string, authentication: MailboxCandidate['authentication']) => {
  const [candidate] = discovery.candidates
  return candidate && { ...candidate, authentication, incoming: { ...candidate.incoming, host } }
}

describe('the draft of a mailbox', () => {
  it('fills what was not entered with guesses from the address', () => {
    const draft = draftOf({ address })
    expect(draft.name).toBe('Urbanisme')
    expect(draft.incoming).toEqual({
      protocol: 'imap',
      host: 'imap.port-leveque.example',
      port: 993,
      security: 'tls',
      username: address,
    })
    expect(draft.outgoing).toMatchObject({ host: 'smtp.port-leveque.example', sameLogin: true })
  })

  it('prefers what was found out to guesses, and what was entered to both', () => {
    const found = draftOf({ address }, discovery)
    expect(found.incoming).toEqual({
      protocol: 'imap',
      host: 'mail.found.example',
      port: 143,
      security: 'starttls',
      username: 'urbanisme',
    })
    expect(found.outgoing).toMatchObject({ host: 'out.found.example', port: 587 })
    const entered = draftOf({ address, host: 'mx.example', username: 'me' }, discovery)
    expect(entered.incoming).toMatchObject({ host: 'mx.example', port: 143, username: 'me' })
  })

  it('keeps what was entered, also an empty user name', () => {
    const draft = draftOf({
      address,
      host: 'mx.example',
      port: 143,
      security: 'starttls',
      outUsername: '',
    })
    expect(draft.incoming).toMatchObject({ host: 'mx.example', port: 143, security: 'starttls' })
    expect(draft.outgoing).toMatchObject({ username: '', sameLogin: false })
  })

  it('fetches over POP3 when that is chosen, from the server that is usual for it', () => {
    const { incoming } = draftOf({ address, protocol: 'pop3' })
    const usual = { protocol: 'pop3', host: 'pop.port-leveque.example', port: 995 }
    expect(incoming).toMatchObject(usual)
    expect(incomingInput(draftOf({ address, protocol: 'pop3' }), secrets).incoming).toMatchObject(
      usual,
    )
    expect(switchProtocol(draftOf({ address }).incoming, address, { protocol: 'pop3' })).toEqual(
      incoming,
    )
    const entered = draftOf({
      address,
      host: 'mx.example',
      port: 143,
      security: 'starttls',
    }).incoming
    expect(switchProtocol(entered, address, { protocol: 'pop3' })).toMatchObject({
      host: 'mx.example',
      port: 110,
    })
  })

  it('signs in for sending as for receiving unless told otherwise', () => {
    const same = mailboxInput(draftOf({ address }), secrets)
    expect(same.outgoing).toMatchObject({ username: address, password: 'for reading' })
    const own = mailboxInput(draftOf({ address, outUsername: 'relay' }), secrets)
    expect(own.outgoing).toMatchObject({ username: 'relay', password: 'for sending' })
    const none = mailboxInput(draftOf({ address, outUsername: '' }), secrets)
    expect(none.outgoing).not.toHaveProperty('password')
  })

  it('signs in with what was authorised instead of a password', () => {
    const authorised = { ...secrets, signIn: 'google', authorisation: 'an-id' } as const
    const same = mailboxInput(draftOf({ address }), authorised)
    expect(same.incoming).toMatchObject({ oauth: { authorisation: 'an-id' } })
    expect(same.incoming).not.toHaveProperty('password')
    expect(same.outgoing).not.toHaveProperty('password')
    const own = mailboxInput(draftOf({ address, outUsername: 'relay' }), authorised)
    expect(own.outgoing).toMatchObject({ username: 'relay', password: 'for sending' })
    expect(hasLogin(authorised)).toBe(true)
    expect(hasLogin({ ...authorised, authorisation: undefined })).toBe(false)
  })

  it('signs in as the server that was found wants it, unless told otherwise', () => {
    expect(signInOf(secrets, undefined)).toBe('password')
    expect(signInOf(secrets, found('imap.gmail.com', 'appPassword'))).toBe('password')
    expect(signInOf(secrets, found('outlook.office365.com', 'oauth'))).toBe('microsoft365')
    expect(signInOf(secrets, found('imap.example', 'oauth'))).toBe('custom')
    const told = { ...secrets, signIn: 'password' } as const
    expect(signInOf(told, found('outlook.office365.com', 'oauth'))).toBe('password')
  })

  it('sends through the provider that was chosen, unless a server was entered', () => {
    const chosen = { ...secrets, signIn: 'microsoft365' } as const
    expect(outgoingOf(chosen, { address })).toMatchObject({ outHost: 'smtp.office365.com' })
    expect(outgoingOf(chosen, { address, outHost: 'relay.example' })).toEqual({})
    expect(outgoingOf(secrets, { address })).toEqual({})
  })

  it('has no way out when it only receives', () => {
    expect(mailboxInput(draftOf({ address, receiveOnly: true }), secrets)).not.toHaveProperty(
      'outgoing',
    )
    expect(incomingInput(draftOf({ address }), secrets)).not.toHaveProperty('outgoing')
  })
})

describe('the wizard’s URL', () => {
  it('drops what is not what it claims to be', () => {
    const search = {
      address,
      port: '993',
      security: 'ssl',
      protocol: 'x400',
      outSecurity: 'tls',
      password: 'x',
      username: 42,
    }
    expect(parseWizardSearch(search)).toEqual({ address, outSecurity: 'tls', username: '42' })
  })
})
