import { describe, expect, it } from 'vitest'
import { suggestName, suggestServers, usualPort } from './suggest-servers.ts'

describe('suggesting servers', () => {
  it('guesses an organisation’s own servers from the domain, encrypted first', () => {
    const { incoming, outgoing } = suggestServers(' Urbanisme@Port-Leveque.example ')
    expect(incoming[0]).toEqual({ host: 'imap.port-leveque.example', port: 993, security: 'tls' })
    expect(incoming[1]?.host).toBe('mail.port-leveque.example')
    expect(outgoing[0]).toEqual({ host: 'smtp.port-leveque.example', port: 465, security: 'tls' })
  })

  it.each(['', 'mairie', 'mairie@', 'mairie@localhost'])('guesses nothing for "%s"', (address) => {
    expect(suggestServers(address)).toEqual({ incoming: [], outgoing: [] })
  })

  it('knows the usual ports', () => {
    expect([usualPort('imap', 'tls'), usualPort('imap', 'starttls')]).toEqual([993, 143])
    expect([usualPort('pop3', 'tls'), usualPort('pop3', 'starttls')]).toEqual([995, 110])
    expect([usualPort('smtp', 'tls'), usualPort('smtp', 'starttls')]).toEqual([465, 587])
  })
})

describe('suggesting a name', () => {
  it.each([
    ['urbanisme@port-leveque.example', 'Urbanisme'],
    ['etat-civil@port-leveque.example', 'Etat civil'],
    ['@', ''],
  ])('%s → %s', (address, name) => expect(suggestName(address)).toBe(name))
})
