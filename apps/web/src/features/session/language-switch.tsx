import type { Locale } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { showLocale } from '../../i18n.ts'
import { Segmented } from '../../ui/segmented.tsx'

export const languages: readonly { value: Locale; label: string }[] = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
]

/** The language of the pages before sign-in. */
export function LanguageSwitch() {
  const { t, i18n } = useLingui()
  return (
    <Segmented
      label={t`Language`}
      value={i18n.locale === 'fr' ? 'fr' : 'en'}
      options={languages}
      onChange={(locale) => void showLocale(locale)}
    />
  )
}
