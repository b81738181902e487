import { stepsUntil } from '../network/check-step.ts'
import type { CheckStep } from '../network/check-step.ts'
import { resolveHost } from '../network/resolve-host.ts'
import type { SmtpAccount, SmtpOptions } from './smtp-account.ts'
import { smtpError } from './smtp-error.ts'
import { smtpTransport } from './smtp-transport.ts'

/** Tries an account step by step, without sending anything; the first step that fails is the last one listed. */
export async function checkSmtp(account: SmtpAccount, options: SmtpOptions): Promise<CheckStep[]> {
  try {
    await resolveHost(account.host, options.allowPrivateNetwork)
  } catch (error) {
    return stepsUntil(error, ['dns'])
  }
  const steps: CheckStep['step'][] = ['dns', 'connect']
  if (account.security !== 'none') steps.push('tls')
  if (account.username) steps.push('login')
  try {
    const transport = await smtpTransport(account, options)
    await transport.verify().finally(() => transport.close())
    return steps.map((step) => ({ step, ok: true }))
  } catch (error) {
    return stepsUntil(smtpError(error), steps)
  }
}
