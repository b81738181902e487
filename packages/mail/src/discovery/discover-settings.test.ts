import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createDnsResolver } from '../authentication/dns-resolver.ts'
import { selfSigned } from '../testing/self-signed.ts'
import { smallInternet } from '../testing/small-internet.ts'
import { zoneResolver, type Zone } from '../testing/zone.ts'
import { discoverSettings } from './discover-settings.ts'

const PUBLIC = '93.184.215.14'
const address = 'urbanisme@port-leveque.example'
const PLACE = 'autoconfig.port-leveque.example'

const certificate = await selfSigned([PLACE, 'port-leveque.example', 'inside.example'])
const trusted = getCACertificates('default')
setDefaultCACertificates([...trusted, certificate.cert])

let addresses: Record<string, string[]> = {}
let answers: Record<string, { status?: number; location?: string; body?: string }> = {}
let asked: string[] = []
const world = await smallInternet(
  (host) => addresses[host] ?? [],
  (request, response) => {
    const url = `${request.headers.host}${request.url}`
    asked.push(url)
    const answer = answers[url.split('?')[0] ?? '']
    response.writeHead(answer ? (answer.status ?? 200) : 404, {
      ...(answer?.location && { location: answer.location }),
    })
    response.end(answer?.body)
  },
  certificate,
)
afterAll(async () => {
  setDefaultCACertificates(trusted)
  await world.stop()
})
beforeEach(() => {
  addresses = { [PLACE]: [PUBLIC] }
  answers = {}
  asked = []
  world.dialled.length = 0
  world.lookedUp.length = 0
})

const discover = (zone: Zone, who = address) =>
  discoverSettings(who, { dns: zoneResolver(zone), internet: world.dialer })

const srv = (name: string, port: number) => ({
  SRV: { priority: 0, weight: 1, port, name },
})

const config = (servers: string) =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="port-leveque.example">
  ${servers}</emailProvider></clientConfig>`

const incoming = `<incomingServer type="imap"><hostname>mail.%EMAILDOMAIN%</hostname>
  <port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username>
  <authentication>password-cleartext</authentication></incomingServer>`

const outgoing = `<outgoingServer type="smtp"><hostname>mail.port-leveque.example</hostname>
  <port>587</port><socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></outgoingServer>`

describe('finding out how a mailbox is reached', () => {
  it('reads the SRV records of the domain', async () => {
    const { findings, sources, hasOwnServer } = await discover({
      '_imaps._tcp.port-leveque.example': [srv('mail.port-leveque.example', 993)],
      '_submissions._tcp.port-leveque.example': [srv('mail.port-leveque.example', 465)],
      '_pop3._tcp.port-leveque.example': [srv('.', 0)],
      'port-leveque.example': [{ MX: [10, 'mx.port-leveque.example'] }],
    })
    expect(findings).toEqual([
      {
        source: 'srv',
        protocol: 'imap',
        incoming: {
          host: 'mail.port-leveque.example',
          port: 993,
          security: 'tls',
          username: address,
        },
        outgoing: {
          host: 'mail.port-leveque.example',
          port: 465,
          security: 'tls',
          username: address,
        },
        authentication: 'password',
      },
    ])
    expect(hasOwnServer).toBe(true)
    expect(sources.map(({ source, outcome }) => `${source} ${outcome}`)).toEqual([
      'srv found',
      'autoconfig nothing',
      'mx found',
      'guess nothing',
    ])
    expect(sources[0]?.detail).toBe('_imaps:993, _pop3: –, _submissions:465')
  })

  it('reads the autoconfig file, its placeholders filled', async () => {
    answers[`${PLACE}/mail/config-v1.1.xml`] = { body: config(incoming + outgoing) }
    const { findings } = await discover({})
    expect(findings).toMatchObject([
      {
        source: 'autoconfig',
        incoming: { host: 'mail.port-leveque.example', username: 'urbanisme', security: 'tls' },
        outgoing: { port: 587, security: 'starttls', username: address },
      },
    ])
    expect(asked).toContain(
      `${PLACE}/mail/config-v1.1.xml?emailaddress=urbanisme%40port-leveque.example`,
    )
  })

  it('looks at the second place too', async () => {
    addresses = { 'port-leveque.example': [PUBLIC] }
    answers['port-leveque.example/.well-known/autoconfig/mail/config-v1.1.xml'] = {
      body: config(incoming),
    }
    expect((await discover({})).findings).toHaveLength(1)
  })

  it('recognises the provider of the domain, and that behind the mail servers of another', async () => {
    expect((await discover({}, 'mairie@orange.fr')).findings[0]).toMatchObject({
      source: 'provider',
      provider: 'Orange',
      incoming: { host: 'imap.orange.fr' },
    })
    const behind = await discover({
      'port-leveque.example': [{ MX: [0, 'port-leveque-example.mail.protection.outlook.com.'] }],
    })
    expect(behind.findings[0]).toMatchObject({ source: 'mx', authentication: 'oauth' })
    expect(behind).toMatchObject({ provider: 'Microsoft 365', hasOwnServer: false })
  })

  it('finds no way to a provider that offers none', async () => {
    expect(await discover({}, 'x@proton.me')).toMatchObject({ findings: [], note: 'bridge' })
  })

  it('guesses only names that exist', async () => {
    const { findings } = await discover({ 'mail.port-leveque.example': [{ A: PUBLIC }] })
    expect(findings.map(({ protocol, incoming: { host } }) => `${protocol} ${host}`)).toEqual([
      'imap mail.port-leveque.example',
      'pop3 mail.port-leveque.example',
    ])
    expect(findings[0]).toMatchObject({ source: 'guess', outgoing: { port: 465 } })
  })

  it('takes what the DNS answers, whatever else it fails at', async () => {
    const { findings, sources } = await discover({
      '_imaps._tcp.port-leveque.example': [srv('mail.port-leveque.example', 993)],
      '_pop3._tcp.port-leveque.example': ['TIMEOUT'],
      'imap.port-leveque.example': [{ A: PUBLIC }, { AAAA: 'TIMEOUT' }],
    })
    expect(findings.map(({ source }) => source)).toEqual(['srv', 'guess'])
    expect(sources.map(({ outcome }) => outcome)).not.toContain('failed')
  })

  it('says of a server whose name has another owner that it is elsewhere', async () => {
    const { findings } = await discover({
      '_imaps._tcp.port-leveque.example': [srv('imap.stranger.test', 993)],
    })
    expect(findings[0]).toMatchObject({ isElsewhere: true })
  })

  it('answers in its time, whoever does not', async () => {
    const silent = createDnsResolver({ lookup: () => new Promise(() => {}) })
    const begun = Date.now()
    const found = await discoverSettings('x@orange.fr', {
      dns: silent,
      internet: world.dialer,
      timeoutMs: 100,
    })
    expect(Date.now() - begun).toBeLessThan(2_000)
    expect(found.findings[0]).toMatchObject({ provider: 'Orange' })
    expect(found.sources.find(({ source }) => source === 'srv')?.outcome).toBe('failed')
  })

  it.each(['x', 'x@', 'x@localhost', 'x@127.0.0.1', 'x@[10.0.0.1]', 'x@a b.example', 'x@évil/.fr'])(
    'asks nobody about %s',
    async (who) => {
      const found = await discover({ localhost: [{ A: '127.0.0.1' }] }, who)
      expect(found).toMatchObject({ findings: [], sources: [] })
      expect(world.dialled).toEqual([])
    },
  )
})

const server = (host: string) => incoming.replace('mail.%EMAILDOMAIN%', host)

describe('what a domain may make us do', () => {
  it.each([
    ['a private address', { [PLACE]: ['10.0.0.8'] }, undefined],
    [
      'a redirection inside',
      { [PLACE]: [PUBLIC], 'inside.example': ['169.254.169.254'] },
      'https://inside.example/',
    ],
    ['a redirection to a number', { [PLACE]: [PUBLIC] }, 'https://127.0.0.1/'],
  ])('never reaches %s', async (_what, names, location) => {
    addresses = names
    if (location) answers[`${PLACE}/mail/config-v1.1.xml`] = { status: 302, location }
    answers['inside.example/'] = { body: config(incoming) }
    const { findings } = await discover({})
    expect(findings).toEqual([])
    expect(asked.filter((url) => !url.startsWith(PLACE))).toEqual([])
    expect(world.dialled.filter((each) => each !== PUBLIC)).toEqual([])
  })

  it('does not follow a redirection that is not encrypted', async () => {
    addresses = { [PLACE]: [PUBLIC], 'inside.example': [PUBLIC] }
    answers[`${PLACE}/mail/config-v1.1.xml`] = { status: 302, location: 'http://inside.example/' }
    expect((await discover({})).findings).toEqual([])
    expect(world.lookedUp).not.toContain('inside.example')
    expect(world.lookedUp).toContain(PLACE)
  })

  it('does not name servers by numbers or single words', async () => {
    const hosts = ['127.0.0.1', '[::1]', 'localhost', 'a b.example', '0x7f.1', 'x.example/evil', '']
    answers[`${PLACE}/mail/config-v1.1.xml`] = { body: config(hosts.map(server).join('')) }
    const { findings } = await discover({
      '_imaps._tcp.port-leveque.example': [srv('127.0.0.1', 993), srv('localhost', 993)],
    })
    expect(findings).toEqual([])
  })

  it('is not made to expand entities, read files, or grow', async () => {
    const doctype = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">
      <!ENTITY file SYSTEM "file:///etc/passwd">]>`
    answers[`${PLACE}/mail/config-v1.1.xml`] = {
      body: doctype + config(incoming.replace('%EMAILLOCALPART%', '&b;&file;')),
    }
    const { findings } = await discover({})
    expect(JSON.stringify(findings)).not.toMatch(/aaaa|root:/)
    answers[`${PLACE}/mail/config-v1.1.xml`] = { body: '<a>'.repeat(30_000) }
    expect((await discover({})).findings).toEqual([])
  })
})
