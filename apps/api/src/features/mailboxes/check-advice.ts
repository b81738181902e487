import type { CheckedStep, MailboxInput } from '@levee/contract'
import type { CheckStep } from '@levee/mail'

/** The server that a step was tried with. */
export type Server = Pick<NonNullable<MailboxInput['outgoing']>, 'host' | 'port' | 'security'> & {
  protocol?: 'pop3'
}

type Problem = NonNullable<CheckStep['code']>

const PASSED: Record<CheckedStep['step'], string> = {
  dns: 'The server’s name is known.',
  connect: 'The server answers.',
  tls: 'The connection is encrypted and the certificate is valid.',
  login: 'The server lets this user name in.',
  folders: 'The folders can be read.',
  messages: 'The messages can be listed.',
  smtpConnect: 'The sending server answers.',
  smtpTls: 'The connection to the sending server is encrypted and its certificate is valid.',
  smtpLogin: 'The sending server lets this user name in.',
}

/** What a step that worked means, in a sentence. */
export function passed(step: CheckedStep['step']): CheckedStep {
  return { step, ok: true, message: PASSED[step] }
}

/** It works, and costs: without names that last, all of the mail is fetched to find what is new. */
export function withoutUidl(step: CheckedStep): CheckedStep {
  return {
    ...step,
    code: 'noUidl',
    message: 'The messages can be listed, but this server gives them no names (UIDL).',
    fix: 'Use IMAP if the provider has it: otherwise the whole mailbox is fetched each time something arrives, so let mail be deleted from the server after some days.',
  }
}

/** What a step that failed means, and how to mend it. */
export function failed(
  step: CheckedStep['step'],
  code: Problem | undefined,
  server: Server,
): CheckedStep {
  if (code === 'refused' && IS_BEFORE_SIGNING_IN.has(step))
    return { step, ok: false, code, ...isPrivate(server) }
  if (!code) return { step, ok: false, message: 'This step failed.', fix: 'Try again.' }
  return { step, ok: false, code, message: messageOf(code, server), fix: fixOf(code, server) }
}

const IS_BEFORE_SIGNING_IN: ReadonlySet<CheckedStep['step']> = new Set(['dns', 'smtpConnect'])

/** Levee itself refuses to go there: an address typed in a form must not reach the internal network. */
function isPrivate({ host }: Server): Pick<CheckedStep, 'message' | 'fix'> {
  return {
    message: `${host} is on a private network, where mailboxes are not allowed.`,
    fix: 'Start Levee with LEVEE_ALLOW_PRIVATE_NETWORK=true if this is your own mail server.',
  }
}

function messageOf(code: Problem, { host, port, security }: Server): string {
  const messages: Record<Problem, string> = {
    dns: `No server has the name ${host}.`,
    unreachable: `Nothing answers at ${host}, port ${port}.`,
    timeout: `${host} did not answer in time on port ${port}.`,
    certificate: `The certificate of ${host} is not valid for it or not trusted.`,
    authentication: `${host} refuses this user name and password.`,
    authorisation: `${host} does not let this user name in with the authorisation of the provider.`,
    refused: `${host} refused the request.`,
    protocol: `${host} does not speak as expected on port ${port} with security “${security}”.`,
    closed: `${host} closed the connection.`,
  }
  return messages[code]
}

function fixOf(code: Problem, server: Server): string {
  const { host } = server
  const fixes: Record<Problem, string> = {
    dns: `Check the spelling of ${host}.`,
    unreachable: `Check the port: usually ${usualPorts(server)}. A firewall may block it.`,
    timeout: 'Check the name and the port, and that no firewall blocks the way; then try again.',
    certificate:
      'Use the server’s name as its certificate says it, or have the certificate renewed.',
    authentication:
      'Type the password again. With two-step verification, make an application password at the provider.',
    authorisation:
      'Authorise again, with an account that may open this mailbox; its user name is the address of the mailbox.',
    refused:
      server.protocol === 'pop3'
        ? 'Ask the provider whether POP3 is allowed for this account, and whether another program reads it: POP3 lets in one at a time.'
        : 'Ask the provider whether IMAP and SMTP are allowed for this account.',
    protocol: `Choose the other security for this port: ${usualPorts(server)}.`,
    closed: 'Wait a minute and try again; too many connections may be open.',
  }
  return fixes[code]
}

const SENDING_PORTS = new Set([25, 465, 587, 2525])

function usualPorts({ port, protocol }: Server): string {
  if (protocol === 'pop3') return '995 with TLS or 110 with STARTTLS'
  return SENDING_PORTS.has(port)
    ? '465 with TLS or 587 with STARTTLS'
    : '993 with TLS or 143 with STARTTLS'
}
