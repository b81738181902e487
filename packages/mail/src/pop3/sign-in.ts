import { MailServerError } from '../network/mail-server-error.ts'
import type { Capabilities } from './connection.ts'
import { refusal } from './pop3-error.ts'
import type { Pop3Account } from './pop3-account.ts'
import type { Pop3Channel } from './pop3-channel.ts'

const LINE = { lines: false } as const
const LONGEST_COMMAND = 255 // bytes, CRLF included (RFC 2449 §4)

/**
 * Signs in: with a token by OAUTHBEARER (RFC 7628) or XOAUTH2; with a password by SASL PLAIN (RFC 5034), which knows every character, else by USER and PASS.
 * @throws {MailServerError} `authentication` when the server does not take them; `refused` when it takes nobody now.
 */
export async function signIn(
  channel: Pop3Channel,
  account: Pop3Account,
  capabilities: Capabilities,
): Promise<void> {
  const { username } = account
  if ('accessToken' in account) return signInByToken(channel, account, capabilities)
  const { password } = account
  const login = username + password
  const byPlain = capabilities?.get('SASL')?.includes('PLAIN') ?? false
  if (login.includes('\0') || (!byPlain && /[\r\n]/.test(login))) {
    throw new MailServerError('authentication', 'POP3 cannot carry such a user name or password.')
  }
  if (byPlain) {
    return signInByPlain(channel, Buffer.from(`\0${username}\0${password}`).toString('base64'))
  }
  const user = await channel.ask(`USER ${username}`, LINE)
  if (user.status !== 'ok') throw refusal(user.text, 'the user name', true)
  const pass = await channel.ask(`PASS ${password}`, LINE)
  if (pass.status !== 'ok') throw refusal(pass.text, 'the user name and the password', true)
}

const BY_TOKEN = ['OAUTHBEARER', 'XOAUTH2'] as const

/** Tokens are longer than a command may be: they go on a line of their own, once the server asks for them. */
async function signInByToken(
  channel: Pop3Channel,
  { host, port, username, accessToken }: Pop3Account & { accessToken: string },
  capabilities: Capabilities,
): Promise<void> {
  const mechanism = BY_TOKEN.find((name) => capabilities?.get('SASL')?.includes(name))
  if (!mechanism)
    throw new MailServerError('refused', 'The mail server takes no OAuth tokens, only passwords.')
  const asked = await channel.ask(`AUTH ${mechanism}`, LINE)
  if (asked.status !== 'continue') throw refusal(asked.text, 'to sign in with a token')
  const response =
    mechanism === 'XOAUTH2'
      ? `user=${username}\x01auth=Bearer ${accessToken}\x01\x01`
      : `n,a=${escaped(username)},\x01host=${host}\x01port=${port}\x01auth=Bearer ${accessToken}\x01\x01`
  let reply = await channel.ask(Buffer.from(response).toString('base64'), LINE)
  // It says why in JSON, and waits until that is taken note of.
  if (reply.status === 'continue')
    reply = await channel.ask(mechanism === 'XOAUTH2' ? '' : 'AQ==', LINE)
  if (reply.status !== 'ok') throw refusal(reply.text, 'the user name and the token', true)
}

/** RFC 5801 §4: the two characters that mean something there. */
function escaped(username: string): string {
  return username.replaceAll('=', '=3D').replaceAll(',', '=2C')
}

async function signInByPlain(channel: Pop3Channel, response: string): Promise<void> {
  const command = `AUTH PLAIN ${response}`
  const isShort = command.length + 2 <= LONGEST_COMMAND
  let reply = await channel.ask(isShort ? command : 'AUTH PLAIN', LINE)
  if (reply.status === 'continue') reply = await channel.ask(response, LINE)
  if (reply.status !== 'ok') throw refusal(reply.text, 'the user name and the password', true)
}
