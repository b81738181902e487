import { useLingui } from '@lingui/react/macro'
import { Copy, KeyRound } from 'lucide-react'
import { announce } from '../../announcer.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './first-password.module.css'

/** A password that was just made, to be handed over; it cannot be shown again. */
export function FirstPassword({ email, password }: { email: string; password: string }) {
  const { t } = useLingui()
  const copy = () => {
    void navigator.clipboard.writeText(password).then(() => announce(t`Copied.`))
  }
  return (
    <div>
      <p>{t`Hand these over yourself, not by an e-mail that others read.`}</p>
      <dl className={styles.login}>
        <dt>{t`E-mail address`}</dt>
        <dd>{email}</dd>
        <dt>{t`First password`}</dt>
        <dd className={styles.password}>
          <code>{password}</code>
          <Button size="small" onClick={copy}>
            <Copy /> {t`Copy`}
          </Button>
        </dd>
      </dl>
      <Banner tone="warn" icon={<KeyRound aria-hidden="true" />}>
        {t`It is shown this once. Levee keeps only its fingerprint; if it is lost, set a new one.`}
      </Banner>
    </div>
  )
}
