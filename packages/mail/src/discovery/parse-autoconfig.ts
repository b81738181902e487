import type { Finding, FoundServer, SignInMethod } from '@levee/domain'
import { Parser } from 'htmlparser2'
import { isHostName } from './host-name.ts'

/** Whose address the placeholders of a configuration stand for. */
export type AutoconfigAddress = { address: string; domain: string }

type XmlServer = {
  tag: 'incomingServer' | 'outgoingServer'
  type: string
  fields: Map<string, string[]>
}

/** Elements of one file that are looked at: real ones have about fifty. */
const MOST_ELEMENTS = 500

/**
 * What a Mozilla autoconfig file (config-v1.1) says, its servers in its own order. It is read as XML without
 * entities or documents of others, and what is no server that mail programs know is left out.
 */
export function parseAutoconfig(xml: string, { address, domain }: AutoconfigAddress): Finding[] {
  const servers = readServers(xml)
  const local = address.slice(0, address.lastIndexOf('@'))
  const filled = (text: string): string =>
    text
      .replaceAll('%EMAILADDRESS%', address)
      .replaceAll('%EMAILLOCALPART%', local)
      .replaceAll('%EMAILDOMAIN%', domain)
  const outgoing = servers
    .filter(({ tag, type }) => tag === 'outgoingServer' && type === 'smtp')
    .flatMap((server) => placeOf(server, filled, address))
    .at(0)
  return servers
    .filter(({ tag }) => tag === 'incomingServer')
    .flatMap((server): Finding[] => {
      const protocol = server.type
      if (protocol !== 'imap' && protocol !== 'pop3') return []
      return placeOf(server, filled, address).map((incoming) => ({
        source: 'autoconfig',
        protocol,
        incoming,
        ...(outgoing && { outgoing }),
        authentication: signInMethod(server),
      }))
    })
}

const SECURITIES: Record<string, FoundServer['security']> = {
  SSL: 'tls',
  TLS: 'tls',
  STARTTLS: 'starttls',
  plain: 'none',
}

function placeOf(
  { fields }: XmlServer,
  filled: (text: string) => string,
  address: string,
): FoundServer[] {
  const field = (name: string): string => filled(fields.get(name)?.[0] ?? '').trim()
  const host = field('hostname').toLowerCase()
  const port = Number(field('port'))
  const security = SECURITIES[field('socketType')]
  if (!security || !isHostName(host) || !Number.isInteger(port) || port < 1 || port > 65_535)
    return []
  const username = field('username').slice(0, 320) || address
  return [{ host, port, security, username }]
}

/** The first method of the file that is one of ours; a password serves where it is named at all. */
function signInMethod({ fields }: XmlServer): SignInMethod {
  const methods = fields.get('authentication')?.map((method) => method.trim()) ?? []
  const takesPassword = methods.some((method) => /^(?:password-|plain$|secure$)/.test(method))
  return methods.includes('OAuth2') && !takesPassword ? 'oauth' : 'password'
}

function readServers(xml: string): XmlServer[] {
  const servers: XmlServer[] = []
  let server: XmlServer | undefined
  let field = ''
  let elements = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++elements > MOST_ELEMENTS) return parser.reset()
        if (name === 'incomingServer' || name === 'outgoingServer')
          server = { tag: name, type: attributes['type'] ?? '', fields: new Map() }
        else if (server) {
          field = name
          server.fields.set(name, [...(server.fields.get(name) ?? []), ''])
        }
      },
      ontext(text) {
        const values = server?.fields.get(field)
        const last = values?.pop()
        if (values && last !== undefined) values.push((last + text).slice(0, 1000))
      },
      onclosetag(name) {
        field = ''
        if (server?.tag !== name) return
        servers.push(server)
        server = undefined
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return servers
}
