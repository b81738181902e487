import { addMailbox, type MailboxCandidate, type MailboxInput } from '@levee/contract'
import { createMailbox } from '../features/mailboxes/service.ts'
import { findUser } from '../features/users/service.ts'
import type { Deps } from '../deps.ts'
import type { Arguments } from './arguments.ts'
import { type Command, UsageError } from './command.ts'
import { findServers, foundText } from './find-servers.ts'
import { passwordFileHelp, readPassword } from './password-file.ts'
import { valid } from './valid.ts'

const protocols = ['imap', 'pop3'] as const
type Protocol = (typeof protocols)[number]
const usualPorts = { imap: 993, pop3: 995 }
const securities = ['tls', 'starttls', 'none'] as const

export const mailboxAdd: Command = {
  name: 'mailbox add',
  summary: 'Connect a mailbox; its import starts with the server',
  positionals: ['ADDRESS'],
  options: {
    name: { value: 'NAME', help: 'how people call it', isRequired: true },
    host: {
      value: 'HOST',
      help: 'server to fetch from; without one and with a password it is found out, with neither mail only comes in by the API',
    },
    protocol: {
      value: 'HOW',
      help: `${protocols.join(' or ')}; imap when not said, or what is found`,
    },
    port: { value: 'PORT', help: 'port of that server; 993 (pop3: 995) when not said' },
    security: { value: 'HOW', help: `${securities.join(', ')}; tls when not said` },
    username: { value: 'USER', help: 'user name at both servers; the address when not said' },
    'password-file': { value: 'FILE', help: passwordFileHelp },
    mode: { value: 'MODE', help: 'mirror or readOnly; mirror when not said, pop3 only reads' },
    'delete-after-days': {
      value: 'N',
      help: 'pop3: delete mail from the server N days after it was stored; never when not said',
    },
    'triage-since': { value: 'DATE', help: 'mail from then on is to be triaged; 30 days ago' },
    'smtp-host': {
      value: 'HOST',
      help: 'sending server; without one, the one that is found with the other, or nothing can be sent',
    },
    'smtp-port': { value: 'PORT', help: 'port of the sending server; 465 when not said' },
    'smtp-security': { value: 'HOW', help: `${securities.join(', ')}; tls when not said` },
    member: { value: 'EMAIL', help: 'user who sees its mail', isList: true },
  },
  async run(context, args) {
    const password = await passwordOf(args)
    const isToFind = password !== undefined && !args.optional('host') && !args.optional('smtp-host')
    const known = isToFind ? undefined : valid(addMailbox.schema.body, inputOf(args, { password }))
    const deps = await context.open()
    const found = known ? undefined : await findServers(deps, searchOf(args))
    const input = known ?? valid(addMailbox.schema.body, inputOf(args, { password, found }))
    const memberIds = await idsOf(deps, args.list('member'))
    const mailbox = await createMailbox(deps, { ...input, memberIds })
    const connected = `Connected ${mailbox.name} <${mailbox.address}>.`
    if (!found) return { data: mailbox, text: connected }
    return { data: { ...mailbox, found }, text: `${foundText(found)}\n${connected}` }
  },
}

/** Options that say nothing without one of others. */
const NEEDS = [
  ['protocol', ['host', 'password-file']],
  ['port', ['host']],
  ['delete-after-days', ['host', 'password-file']],
  ['security', ['host']],
  ['username', ['host', 'smtp-host', 'password-file']],
  ['smtp-port', ['smtp-host']],
  ['smtp-security', ['smtp-host']],
] as const

/** @throws {UsageError} when an option lacks another. */
async function passwordOf(args: Arguments): Promise<string | undefined> {
  for (const [name, needed] of NEEDS)
    if (args.optional(name) && !needed.some((other) => args.optional(other)))
      throw new UsageError(`--${needed.join(' or --')} is missing.`)
  const password = await readPassword(args.optional('password-file'))
  if (args.optional('host') && password === undefined)
    throw new UsageError('--password-file is missing.')
  return password
}

function searchOf(args: Arguments): { address: string; protocol: Protocol | undefined } {
  return { address: args.text('ADDRESS'), protocol: args.word('protocol', protocols) }
}

type Known = { password: string | undefined; found?: MailboxCandidate | undefined }

function inputOf(args: Arguments, { password, found }: Known): MailboxInput {
  const address = args.text('ADDRESS')
  const username = args.optional('username') ?? found?.incoming.username ?? address
  const login = { username, ...(password !== undefined && { password }) }
  const mode = args.word('mode', ['mirror', 'readOnly'])
  const triageSince = args.optional('triage-since')
  const deleteAfterDays = daysOf(args, 'delete-after-days')
  return {
    name: args.text('name'),
    address,
    incoming: {
      ...incomingOf(args, login, found),
      ...(mode && { mode }),
      ...(deleteAfterDays !== undefined && { deleteAfterDays }),
      ...(triageSince && { triageSince }),
    },
    ...outgoingOf(args, login, found),
  }
}

type Login = { username: string; password?: string }

function incomingOf(
  args: Arguments,
  login: Login,
  found: MailboxCandidate | undefined,
): MailboxInput['incoming'] {
  if (found) return { protocol: found.protocol, ...found.incoming, ...login }
  const host = args.optional('host')
  if (!host) return { protocol: 'push' }
  const protocol = args.word('protocol', protocols) ?? 'imap'
  return { protocol, ...serverOf(args, '', host, usualPorts[protocol]), ...login }
}

function outgoingOf(
  args: Arguments,
  login: Login,
  found: MailboxCandidate | undefined,
): Pick<MailboxInput, 'outgoing'> {
  if (found) return found.outgoing ? { outgoing: { ...found.outgoing, ...login } } : {}
  const host = args.optional('smtp-host')
  if (!host) return {}
  const account = login.password === undefined ? {} : login
  return { outgoing: { ...serverOf(args, 'smtp-', host, 465), ...account } }
}

function serverOf(args: Arguments, prefix: '' | 'smtp-', host: string, usualPort: number) {
  const port = args.port(`${prefix}port`) ?? usualPort
  return { host, port, security: args.word(`${prefix}security`, securities) ?? ('tls' as const) }
}

function daysOf(args: Arguments, name: string): number | undefined {
  const value = args.optional(name)
  if (value === undefined) return undefined
  if (/^\d{1,4}$/.test(value)) return Number(value)
  throw new UsageError(`--${name} is "${value}", but takes a number of days.`)
}

async function idsOf(deps: Deps, emails: string[]): Promise<string[]> {
  const users = await Promise.all(emails.map((email) => findUser(deps, email)))
  return users.map(({ id }) => id)
}
