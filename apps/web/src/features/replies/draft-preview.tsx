import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './draft-notice.module.css'
import { draftQuery } from './draft-queries.ts'
import { textOfHtml } from './written-text.ts'

const renewed = 2_000 // ms: as often as it is saved

/** What a colleague has written so far, as text. */
export function DraftPreview({ conversationId }: { conversationId: string }) {
  const { t } = useLingui()
  const now = useNow()
  const { data, error } = useQuery({
    ...draftQuery(conversationId),
    refetchInterval: renewed,
  })
  if (error && !data) return <p role="alert">{problemText(error)}</p>
  if (data === undefined) return <Spinner />
  if (data === null) return <p className={styles.preview}>{t`Nothing is written yet.`}</p>
  const { author, html, updatedAt } = data
  const { name } = author
  const when = dateAndTime(new Date(updatedAt), now)
  return (
    <>
      <span className={styles.when}>{t`${name}, ${when}`}</span>
      <textarea
        readOnly
        className={styles.preview}
        aria-label={t`Draft of ${name}`}
        value={textOfHtml(html)}
      />
    </>
  )
}
