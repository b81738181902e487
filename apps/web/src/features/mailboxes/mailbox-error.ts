import type { Mailbox } from '@levee/contract'
import { t } from '@lingui/core/macro'

/** What mends an error: another password, another authorisation, other settings, or only another try. */
export type ErrorRemedy = 'password' | 'authorisation' | 'settings' | 'retry'

export type MailboxError = { title: string; advice: string; remedy: ErrorRemedy }

/** Why a mailbox stands still, in words for whoever looks after it; null when it does not. */
export function mailboxError(
  mailbox: Pick<Mailbox, 'lastError' | 'lastErrorCode'>,
): MailboxError | null {
  if (mailbox.lastErrorCode === null && mailbox.lastError === null) return null
  return { ...errorText(mailbox.lastErrorCode), remedy: remedyFor(mailbox.lastErrorCode) }
}

/** What a code of the mail server's failures means, and what to do about it. */
export function errorText(code: string | null): { title: string; advice: string } {
  switch (code) {
    case 'unreachable':
      return {
        title: t`The mail server does not answer`,
        advice: t`Nothing answers at this name and port. Check both, and that no firewall stands between Levee and the mail server.`,
      }
    case 'dns':
      return {
        title: t`No server has this name`,
        advice: t`Check the spelling. A server on a private network has to be allowed with LEVEE_ALLOW_PRIVATE_NETWORK=true.`,
      }
    case 'timeout':
      return {
        title: t`The mail server is too slow`,
        advice: t`It took the connection but did not answer in time.`,
      }
    case 'certificate':
      return {
        title: t`The server’s certificate is not valid`,
        advice: t`It has expired, is for another name, or comes from an unknown authority. Renew it on the mail server, or use the name that stands in it.`,
      }
    case 'authentication':
      return {
        title: t`User name or password refused`,
        advice: t`Check both. Where the password was changed, enter the new one; some providers ask for an application password.`,
      }
    case 'authorisation':
      return {
        title: t`The mailbox must be authorised again`,
        advice: t`Its provider gives no more access. Authorise it again; where that does not help, the secret of the application may have ended or its rights may have been taken back.`,
      }
    case 'refused':
      return {
        title: t`The mail server refused`,
        advice: t`It answered but would not do what was asked: often a limit on connections or a right that is missing.`,
      }
    case 'protocol':
      return {
        title: t`The mail server answered something unexpected`,
        advice: t`Check that port and encryption belong together: IMAP has 993 with TLS and 143 with STARTTLS, POP3 has 995 and 110.`,
      }
    case 'closed':
      return {
        title: t`The connection was lost`,
        advice: t`The mail server ended it.`,
      }
    default:
      return {
        title: t`The synchronisation stopped`,
        advice: t`The reason stands in the server’s log.`,
      }
  }
}

function remedyFor(code: string | null): ErrorRemedy {
  if (code === 'authentication') return 'password'
  if (code === 'authorisation') return 'authorisation'
  return code === 'dns' || code === 'certificate' ? 'settings' : 'retry'
}
