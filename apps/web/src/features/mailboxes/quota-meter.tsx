import type { MailboxHealth } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { fileSize } from '../../formatting/numbers.ts'
import { Progress } from '../../ui/progress.tsx'
import styles from './health-card.module.css'

const nearlyFull = 90 // per cent

type QuotaMeterProps = Pick<MailboxHealth, 'quota'> & {
  /** Mail is pushed into it: there is no mailbox elsewhere. */
  isHanded: boolean
}

/** How full the mailbox is on its server. */
export function QuotaMeter({ quota, isHanded }: QuotaMeterProps) {
  const { t } = useLingui()
  if (isHanded) return <>{t`none: nothing is kept on a mail server`}</>
  if (!quota) return <>{t`the server does not say`}</>
  const used = fileSize(quota.used)
  if (quota.limit === 0) return <>{t`${used}, without a limit`}</>
  const limit = fileSize(quota.limit)
  const share = Math.min(100, Math.round((quota.used / quota.limit) * 100))
  const text = t`${used} of ${limit}`
  return (
    <>
      <Progress label={t`Quota`} value={share} text={text} />
      {text}
      {share >= nearlyFull && (
        <span className={styles.late}>
          {t`Once it is full, the server refuses what arrives: ask for more room.`}
        </span>
      )}
    </>
  )
}
