import { useLingui } from '@lingui/react/macro'
import { WifiOff } from 'lucide-react'
import { useEffect } from 'react'
import { announce } from '../../announcer.tsx'
import { useConnection } from '../../live-updates.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './shell.module.css'

/** Says that what is on the screen may be old, until the server is there again. */
export function OfflineBanner() {
  const { t } = useLingui()
  const isLost = useConnection() === 'lost'
  const text = t`No connection to the server. What you see may be old; it comes back by itself.`
  useEffect(() => {
    if (isLost) announce(text, 'assertive')
  }, [isLost, text])
  if (!isLost) return null
  return (
    <div className={styles.offline}>
      <Banner tone="warn" icon={<WifiOff />}>
        {text}
      </Banner>
    </div>
  )
}
