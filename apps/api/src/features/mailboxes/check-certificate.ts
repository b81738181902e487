import type { CheckedStep, ServerCertificate } from '@levee/contract'
import { inspectTls, MailServerError, type TlsInspection } from '@levee/mail'
import type { Server } from './check-advice.ts'

const DAY = 86_400_000 // ms
const SOON = 14 // days: enough to have a certificate renewed

/** The certificate of a server; undefined where nothing is encrypted or none is shown: the steps say why. */
export async function certificateOf(
  protocol: TlsInspection['protocol'],
  { host, port, security }: Server,
  { allowPrivateNetwork, now }: { allowPrivateNetwork: boolean; now: Date },
): Promise<ServerCertificate | undefined> {
  if (security === 'none') return undefined
  try {
    const found = await inspectTls({ protocol, host, port, security, allowPrivateNetwork })
    const { validUntil, subject, issuer, names, problem } = found
    return {
      protocol: found.protocol,
      subject,
      issuer,
      names,
      problem,
      validUntil: validUntil.toISOString(),
      daysLeft: Math.floor((validUntil.getTime() - now.getTime()) / DAY),
    }
  } catch (error) {
    if (error instanceof MailServerError) return undefined
    throw error
  }
}

/** The step with what is known of the certificate, and a warning when it ends soon. */
export function withCertificate(
  step: CheckedStep,
  certificate: ServerCertificate | undefined,
): CheckedStep {
  if (!certificate || (step.step !== 'tls' && step.step !== 'smtpTls')) return step
  const { daysLeft, validUntil } = certificate
  if (!step.ok || daysLeft >= SOON) return { ...step, tls: certificate }
  const day = validUntil.slice(0, 10)
  const warning = `The certificate ends on ${day}: have it renewed before, or mail stops that day.`
  return { ...step, tls: certificate, warning }
}
