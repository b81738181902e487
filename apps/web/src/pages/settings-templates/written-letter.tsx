import type { WrittenTemplate } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Banner } from '../../ui/banner.tsx'
import { letterParts } from './letter-parts.tsx'
import styles from './template-page.module.css'

type WrittenLetterProps = { written: WrittenTemplate; language: 'fr' | 'en' }

/** A template with its values, and what a writer is asked for. */
export function WrittenLetter({ written, language }: WrittenLetterProps) {
  const { t } = useLingui()
  const missing = written.missing.map((name) => `{{${name}}}`).join(', ')
  return (
    <>
      <div className={styles.letter} lang={language}>
        {written.subject !== null && <p className={styles.subject}>{written.subject}</p>}
        {letterParts(written.html)}
      </div>
      {missing !== '' && <Banner tone="warn">{t`The writer is asked for ${missing}.`}</Banner>}
    </>
  )
}
