import { describe, expect, it } from 'vitest'
import { adviceText } from './advice-text.ts'
import type { AdviceCode, DiscoveryFacts, Finding, MailboxUse } from './discovery.ts'
import { providerFindings, providerOfDomain, providerOfExchange, PROVIDERS } from './providers.ts'
import { rankCandidates } from './rank-candidates.ts'
import { srvFindings } from './srv-findings.ts'

const address = 'urbanisme@port-leveque.example'
const shared: MailboxUse = { readers: 'several', room: 'enough' }

function finding(host: string, rest: Partial<Finding> = {}, port = 993): Finding {
  const incoming = { host, port, security: 'tls' as const, username: address }
  return { source: 'srv', protocol: 'imap', incoming, authentication: 'password', ...rest }
}

const smtp = { host: 'smtp.x.example', port: 465, security: 'tls' as const, username: address }

function facts(findings: Finding[], rest: Partial<DiscoveryFacts> = {}): DiscoveryFacts {
  return { findings, notOffered: [], hasOwnServer: false, ...rest }
}

const says = (found: Finding[]) => codes(rankCandidates(facts(found), shared).candidates[0]?.advice)

const codes = (advice: { code: AdviceCode }[] | undefined) => advice?.map(({ code }) => code) ?? []

describe('ranking what was found', () => {
  it('makes one candidate of what sources agree on, with the surest as its source', () => {
    const found = [
      finding('mail.x.example', { source: 'autoconfig', outgoing: smtp }),
      finding('MAIL.x.example', { source: 'srv' }),
    ]
    const { candidates } = rankCandidates(facts(found), shared)
    expect(candidates).toHaveLength(1)
    expect(candidates[0]).toMatchObject({
      source: 'srv',
      sources: ['srv', 'autoconfig'],
      outgoing: smtp,
    })
    expect(codes(candidates[0]?.advice)).toContain('sourcesAgree')
  })

  it('puts what is said before what is guessed, TLS before STARTTLS, and no encryption last', () => {
    const plain = { host: 'plain.x.example', port: 143, security: 'none' as const, username: '' }
    const start = { ...plain, host: 'start.x.example', security: 'starttls' as const }
    const { candidates } = rankCandidates(
      facts([
        finding('plain', { incoming: plain }),
        finding('imap.x.example', { source: 'guess' }),
        finding('start', { incoming: start }),
        finding('tls.x.example', { source: 'autoconfig' }),
      ]),
      shared,
    )
    expect(candidates.map(({ incoming }) => incoming.host)).toEqual([
      'tls.x.example',
      'start.x.example',
      'imap.x.example',
      'plain.x.example',
    ])
    expect(codes(candidates.at(-1)?.advice)).toContain('withoutTls')
    expect(codes(candidates[1]?.advice)).toEqual(
      expect.arrayContaining(['startTls', 'sourcesDiffer']),
    )
    expect(codes(candidates[2]?.advice)).toContain('guessed')
  })

  it('takes the strictest way to sign in that anybody names', () => {
    const found = [
      finding('a.example'),
      finding('a.example', { source: 'mx', authentication: 'oauth' }),
    ]
    const [candidate] = rankCandidates(facts(found), shared).candidates
    expect(candidate?.authentication).toBe('oauth')
    expect(codes(candidate?.advice)).toContain('needsOauth')
  })

  it('warns of a server of somebody else, unless that is a provider we know', () => {
    const stranger = finding('mail.stranger.example', { isElsewhere: true })
    const known = finding('mail.gandi.net', { source: 'mx', provider: 'Gandi' })
    expect(says([stranger])).toContain('elsewhere')
    expect(says([finding('mail.gandi.net', { isElsewhere: true }), known])).not.toContain(
      'elsewhere',
    )
  })

  it('guesses nothing that the domain says it does not offer', () => {
    const found = [finding('imap.x.example', { source: 'guess' })]
    const { candidates, protocols } = rankCandidates(facts(found, { notOffered: ['imap'] }), shared)
    expect(candidates).toEqual([])
    expect(protocols.find(({ protocol }) => protocol === 'imap')?.verdict).toBe('notOffered')
  })
})

describe('advising a protocol', () => {
  const both = [finding('a.example'), finding('a.example', { protocol: 'pop3' }, 995)]

  const push = (rest: Partial<DiscoveryFacts>, found = both) =>
    rankCandidates(facts(found, rest), shared).protocols.find(({ protocol }) => protocol === 'push')

  it.each<[MailboxUse['readers'], MailboxUse['room'], string]>([
    ['several', 'enough', 'imap'],
    ['several', 'little', 'imap'],
    ['onlyLevee', 'enough', 'imap'],
    ['onlyLevee', 'little', 'pop3'],
  ])('%s readers, %s room: %s', (readers, room, best) => {
    const { candidates, protocols } = rankCandidates(facts(both), { readers, room })
    expect(protocols[0]).toMatchObject({ protocol: best, verdict: 'recommended' })
    expect(candidates[0]?.protocol).toBe(best)
    expect(codes(protocols[0]?.advice)).toContain(best === 'pop3' ? 'littleRoom' : 'announcesMail')
  })

  it('offers delivery by push to whoever runs the mail server, else as a last resort', () => {
    expect(push({ hasOwnServer: true })).toMatchObject({ verdict: 'possible' })
    expect(codes(push({ hasOwnServer: true })?.advice)).toContain('ownServer')
    expect(push({})).toMatchObject({ verdict: 'fallback' })
    expect(push({}, [])).toMatchObject({ verdict: 'possible' })
  })

  it('says why a provider cannot be reached', () => {
    const { protocols } = rankCandidates(
      facts([], { note: 'bridge', provider: 'Proton Mail' }),
      shared,
    )
    const imap = protocols.find(({ protocol }) => protocol === 'imap')
    expect(imap).toMatchObject({ verdict: 'notOffered' })
    const said = imap?.advice.map((one) => adviceText(one, 'fr')) ?? []
    expect(said[0]).toContain('Proton Mail')
    expect(said[0]).toContain('Bridge')
  })
})

describe('SRV records', () => {
  const record = { priority: 0, weight: 1, port: 993, target: 'a.example.' }

  it('are taken by priority, then weight, TLS from the start first', () => {
    const { findings } = srvFindings(
      {
        imap: [{ ...record, port: 143, target: 'start.example' }],
        imaps: [
          { ...record, priority: 10, target: 'last.example' },
          { ...record, weight: 1, target: 'light.example' },
          { ...record, weight: 9, target: 'heavy.example' },
        ],
        submission: [{ ...record, port: 587, target: 'out.example' }],
      },
      address,
    )
    expect(findings.map(({ incoming }) => [incoming.host, incoming.security])).toEqual([
      ['heavy.example', 'tls'],
      ['light.example', 'tls'],
      ['last.example', 'tls'],
      ['start.example', 'starttls'],
    ])
    expect(findings[0]?.outgoing).toMatchObject({ host: 'out.example', security: 'starttls' })
  })

  it('say with a target of "." that there is nothing', () => {
    const none = [{ ...record, port: 0, target: '.' }]
    expect(
      srvFindings({ pop3: none, pop3s: none, imap: none, imaps: [record] }, address),
    ).toMatchObject({
      findings: [{ protocol: 'imap', incoming: { host: 'a.example' } }],
      notOffered: ['pop3'],
    })
  })
})

describe('the providers we know', () => {
  it.each([
    ['gmail.com', 'Google'],
    ['Orange.fr', 'Orange'],
    ['proton.me', 'Proton Mail'],
    ['port-leveque.example', undefined],
  ])('%s is %s', (domain, name) => expect(providerOfDomain(domain)?.name).toBe(name))

  it.each([
    ['port-leveque-fr.mail.protection.outlook.com.', 'Microsoft 365'],
    ['outlook-com.olc.protection.outlook.com', 'Outlook.com'],
    ['ASPMX.L.GOOGLE.COM', 'Google'],
    ['mx1.mail.ovh.net', 'OVHcloud'],
    ['spool.mail.gandi.net', 'Gandi'],
    ['mx00.ionos.fr', 'IONOS'],
    ['mailsec.protonmail.ch', 'Proton Mail'],
    ['ex4.mail.ovh.net', undefined],
    ['evilgoogle.com', undefined],
    ['mx.port-leveque.example', undefined],
  ])('mail for %s is received by %s', (host, name) =>
    expect(providerOfExchange(host)?.name).toBe(name),
  )

  it('are named once each, and encrypted', () => {
    const domains = PROVIDERS.flatMap((provider) => provider.domains)
    expect(new Set(domains).size).toBe(domains.length)
    for (const provider of PROVIDERS)
      for (const { incoming, outgoing } of providerFindings(provider, address, 'provider'))
        expect([incoming.security, outgoing?.security]).not.toContain('none')
  })
})
