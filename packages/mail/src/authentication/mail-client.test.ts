import { describe, expect, it } from 'vitest'
import { mailClient } from './mail-client.ts'

const received = (...values: string[]) => values.map((value) => ({ name: 'Received', value }))
const FORGED = 'from mx.bank.example (mx.bank.example [192.0.2.9]) by mx.mairie.example; date'

describe('the host that handed a message over', () => {
  it.each([
    ['from a.example (a.example [198.51.100.8]) by mx.mairie.example; date', '198.51.100.8'],
    ['from a.example ([198.51.100.8]:25 helo=x) by mx.mairie.example; date', '198.51.100.8'],
    ['from [198.51.100.8] (helo=a.example) by mx.mairie.example; date', '198.51.100.8'],
    ['from unknown (HELO a.example) (198.51.100.8) by mx.mairie.example; date', '198.51.100.8'],
    ['from a.example (a.example. [IPv6:2001:db8::8]) by mx.mairie.example; date', '2001:db8::8'],
    ['from a.example (2001:db8::8) by mx.mairie.example with SMTP; date', '2001:db8::8'],
  ])('is read out of %s', (value, address) => {
    expect(mailClient(received(value, FORGED), 'mx.mairie.example')?.address).toBe(address)
  })

  it('is the first from outside, behind the hops within the own network', () => {
    const headers = received(
      'by imap.mairie.example with LMTP id x; date',
      'from hub.mairie.example (hub [10.0.0.3]) by imap.mairie.example; date',
      'from localhost (localhost [127.0.0.1]) by hub.mairie.example; date',
      'from a.example (a.example [198.51.100.8]) by mx.mairie.example; date',
      FORGED,
    )
    expect(mailClient(headers, null)).toEqual({ address: '198.51.100.8', helo: 'a.example' })
  })

  it.each([
    ['calls itself one of ours', 'from mail.mairie.example ([198.51.100.8]) by mx.mairie.example'],
    ['left no address', 'from a.example by mx.mairie.example; date'],
  ])('is not known when it %s: what stands below is its own word', (_why, value) => {
    expect(mailClient(received(value, FORGED), 'mx.mairie.example')).toBeUndefined()
  })
})
