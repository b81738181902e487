import { MailServerError } from '../network/mail-server-error.ts'
import type { Capabilities } from './connection.ts'
import { refusal } from './pop3-error.ts'
import type { Pop3Account } from './pop3-account.ts'
import type { Pop3Channel } from './pop3-channel.ts'

const LINE = { lines: false } as const
const LONGEST_COMMAND = 255 // bytes, CRLF included (RFC 2449 §4)

/**
 * Signs in: by SASL PLAIN (RFC 5034), which knows every character, else by USER and PASS.
 * @throws {MailServerError} `authentication` when the server does not take them; `refused` when it takes nobody now.
 */
export async function signIn(
  channel: Pop3Channel,
  { username, password }: Pop3Account,
  capabilities: Capabilities,
): Promise<void> {
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

async function signInByPlain(channel: Pop3Channel, response: string): Promise<void> {
  const command = `AUTH PLAIN ${response}`
  const isShort = command.length + 2 <= LONGEST_COMMAND
  let reply = await channel.ask(isShort ? command : 'AUTH PLAIN', LINE)
  if (reply.status === 'continue') reply = await channel.ask(response, LINE)
  if (reply.status !== 'ok') throw refusal(reply.text, 'the user name and the password', true)
}
