import { MailServerError } from './mail-server-error.ts'
import type { MailServerProblem } from './mail-server-error.ts'

/** One step of the connection wizard; `code` and `detail` say why it failed. */
export type CheckStep = {
  step: 'dns' | 'connect' | 'tls' | 'login' | 'folders' | 'send'
  ok: boolean
  code?: MailServerProblem
  detail?: string
}

/** The step at which a connection attempt fails with each problem, once the name is resolved. */
const FAILS_AT: Record<MailServerProblem, CheckStep['step']> = {
  dns: 'dns',
  unreachable: 'connect',
  timeout: 'connect',
  closed: 'connect',
  protocol: 'tls',
  certificate: 'tls',
  authentication: 'login',
  authorisation: 'login',
  refused: 'login',
}

/** The steps that `error` shows to have passed, then the one that it made fail. */
export function stepsUntil(error: unknown, steps: CheckStep['step'][]): CheckStep[] {
  if (!(error instanceof MailServerError)) throw error
  const failed = Math.max(0, steps.indexOf(FAILS_AT[error.code]))
  const passed = steps.slice(0, failed).map((step) => ({ step, ok: true }))
  const step = steps[failed] ?? 'connect'
  return [...passed, { step, ok: false, code: error.code, detail: error.message }]
}
