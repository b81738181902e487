import { useLingui } from '@lingui/react/macro'
import { languages } from '../../features/session/language-switch.tsx'
import { useChangeProfile, useSession } from '../../features/session/session-queries.ts'
import { showLocale } from '../../i18n.ts'
import { useSingleKeys } from '../../keyboard/shortcuts.ts'
import { problemText } from '../../problem-text.ts'
import { type Theme, useTheme } from '../../theme.ts'
import { Banner } from '../../ui/banner.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import card from '../settings/card.module.css'
import styles from './appearance-card.module.css'

/** How Levee looks and is handled; everything takes effect at once. */
export function AppearanceCard() {
  const { t } = useLingui()
  const [theme, setTheme] = useTheme()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const themes: { value: Theme; label: string }[] = [
    { value: 'system', label: t`As the system` },
    { value: 'light', label: t`Light` },
    { value: 'dark', label: t`Dark` },
  ]
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Appearance and keyboard`}</h2>
      </div>
      <div className={card.body}>
        <LanguageSetting />
        <div className={styles.setting}>
          <span>
            {t`Appearance`}
            <span className={styles.hint}>{t`On this device.`}</span>
          </span>
          <Segmented label={t`Appearance`} value={theme} options={themes} onChange={setTheme} />
        </div>
        <div className={styles.setting}>
          <Toggle checked={singleKeys} onChange={setSingleKeys}>
            <span className={styles.toggle}>
              {t`Shortcuts of a single key`}
              <span className={styles.hint}>
                {t`Such as J and K for the next and the previous mail. On this device.`}
              </span>
            </span>
          </Toggle>
        </div>
      </div>
    </section>
  )
}

function LanguageSetting() {
  const { t } = useLingui()
  const { user } = useSession()
  const changeProfile = useChangeProfile()
  return (
    <>
      <div className={styles.setting}>
        <span>{t`Language`}</span>
        <Segmented
          label={t`Language`}
          value={user.locale}
          options={languages}
          onChange={(locale) => {
            void showLocale(locale)
            changeProfile.mutate({ locale })
          }}
        />
      </div>
      {changeProfile.error && <Banner tone="danger">{problemText(changeProfile.error)}</Banner>}
    </>
  )
}
