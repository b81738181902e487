import { splitByName } from '@levee/domain'
import type { CheckStep } from '../network/check-step.ts'
import { stepsUntil } from '../network/check-step.ts'
import { resolveHost } from '../network/resolve-host.ts'
import { connectPop3 } from './connect-pop3.ts'
import { quit } from './end-session.ts'
import { listMaildrop } from './list-maildrop.ts'
import type { Pop3Account, Pop3Options } from './pop3-account.ts'

/** What trying an account showed. `hasUidl`: whether the server gives each message its name; undefined when it was not reached. */
export type Pop3Check = { steps: CheckStep[]; hasUidl: boolean | undefined }

/** Tries an account step by step; the first step that fails is the last one listed. */
export async function checkPop3(account: Pop3Account, options: Pop3Options): Promise<Pop3Check> {
  try {
    await resolveHost(account.host, options.allowPrivateNetwork)
  } catch (error) {
    return { steps: stepsUntil(error, ['dns']), hasUidl: undefined }
  }
  const steps: CheckStep['step'][] = ['dns', 'connect', 'tls', 'login']
  if (account.security === 'none') steps.splice(steps.indexOf('tls'), 1)
  try {
    const connection = await connectPop3(account, options)
    const listed = await listMaildrop(connection)
    await quit(connection)
    const hasUidl = connection.hasUidl !== false && splitByName(listed).nameless.length === 0
    steps.push('folders')
    return { steps: steps.map((step) => ({ step, ok: true })), hasUidl }
  } catch (error) {
    return { steps: stepsUntil(error, steps), hasUidl: undefined }
  }
}
