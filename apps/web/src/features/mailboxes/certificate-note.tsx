import type { CheckedStep, ServerCertificate } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { BadgeAlert, BadgeCheck } from 'lucide-react'
import { dayAndMonth } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './certificate-note.module.css'

type CertificateNoteProps = { steps: readonly CheckedStep[] }

/** Whom the server's certificate names, who vouches for it, and until when. */
export function CertificateNote({ steps }: CertificateNoteProps) {
  const step = steps.find(({ tls }) => tls !== undefined)
  if (!step?.tls) return null
  return <Certificate certificate={step.tls} isEndingSoon={step.warning !== undefined} />
}

type CertificateProps = { certificate: ServerCertificate; isEndingSoon: boolean }

function Certificate({ certificate, isEndingSoon }: CertificateProps) {
  const { t } = useLingui()
  const now = useNow()
  const { names, issuer, protocol, problem } = certificate
  const until = dayAndMonth(new Date(certificate.validUntil), now)
  const isBad = problem !== null
  const shown = names.slice(0, 3).join(', ')
  return (
    <section
      className={classNames(styles.note, isBad ? styles.bad : isEndingSoon && styles.soon)}
      aria-label={t`Certificate`}
    >
      <span className={styles.icon}>
        {isBad || isEndingSoon ? (
          <BadgeAlert aria-hidden="true" />
        ) : (
          <BadgeCheck aria-hidden="true" />
        )}
      </span>
      <div>
        <b>
          <Title certificate={certificate} isEndingSoon={isEndingSoon} />
          {!isBad && <Badge tone={isEndingSoon ? 'warn' : 'neutral'}>{until}</Badge>}
        </b>
        <p className={styles.text}>
          {t`For ${shown}, issued by ${issuer}, ${protocol}.`}{' '}
          {isEndingSoon && t`Have it renewed before ${until}, or mail stops then.`}
        </p>
      </div>
    </section>
  )
}

function Title({ certificate: { problem }, isEndingSoon }: CertificateProps) {
  const { t } = useLingui()
  if (problem === 'CERT_HAS_EXPIRED') return t`The certificate has expired`
  if (problem === 'ERR_TLS_CERT_ALTNAME_INVALID') return t`The certificate is for another name`
  if (problem === 'DEPTH_ZERO_SELF_SIGNED_CERT' || problem === 'SELF_SIGNED_CERT_IN_CHAIN')
    return t`The certificate is vouched for by nobody but itself`
  if (problem !== null) return t`The certificate is not trusted`
  return isEndingSoon ? t`The certificate is valid, but ends soon` : t`Certificate valid`
}
