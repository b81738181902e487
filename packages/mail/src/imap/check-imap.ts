import { stepsUntil } from '../network/check-step.ts'
import type { CheckStep } from '../network/check-step.ts'
import { resolveHost } from '../network/resolve-host.ts'
import { connectImap } from './connect-imap.ts'
import type { ImapOptions } from './connect-imap.ts'
import type { ImapAccount } from './imap-account.ts'
import { listFolders } from './list-folders.ts'

/** Tries an account step by step; the first step that fails is the last one listed. */
export async function checkImap(account: ImapAccount, options: ImapOptions): Promise<CheckStep[]> {
  try {
    await resolveHost(account.host, options.allowPrivateNetwork)
  } catch (error) {
    return stepsUntil(error, ['dns'])
  }
  const steps: CheckStep['step'][] = ['dns', 'connect', 'tls', 'login']
  if (account.security === 'none') steps.splice(steps.indexOf('tls'), 1)
  try {
    const connection = await connectImap(account, options)
    const folders = await listFolders(connection).finally(() => connection.close())
    const detail = folders.map(({ path }) => path).join(', ')
    return [...steps.map((step) => ({ step, ok: true })), { step: 'folders', ok: true, detail }]
  } catch (error) {
    return stepsUntil(error, steps)
  }
}
