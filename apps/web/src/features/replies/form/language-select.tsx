import { useLingui } from '@lingui/react/macro'
import { intlLocale } from '../../../i18n.ts'
import styles from './reply-head.module.css'

const languages = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt']

type LanguageSelectProps = { language: string; onChange: (language: string) => void }

/** In which language the browser looks for mistakes. */
export function LanguageSelect({ language, onChange }: LanguageSelectProps) {
  const { t } = useLingui()
  const names = new Intl.DisplayNames(intlLocale(), { type: 'language' })
  return (
    <select
      className={styles.language}
      aria-label={t`Language of the text, for the spelling`}
      value={language}
      onChange={(event) => onChange(event.target.value)}
    >
      {languages.map((each) => (
        <option key={each} value={each}>
          {names.of(each)}
        </option>
      ))}
    </select>
  )
}
