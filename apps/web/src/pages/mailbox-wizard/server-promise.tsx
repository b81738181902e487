import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'

/** What becomes of mail on the server: days after which it goes; `choice`: that is still to be chosen; null: it stays. */
export type Deletion = number | 'choice' | null

/** What the wizard promises of the mail on the server. */
export function ServerPromise({ deletion }: { deletion: Deletion }) {
  const { t } = useLingui()
  if (deletion === null) return <>{t`About three minutes. Nothing is deleted on your server.`}</>
  if (deletion === 'choice')
    return <>{t`About three minutes. Nothing is deleted on your server unless you choose so.`}</>
  if (deletion === 0)
    return <>{t`Mail is deleted from your server as soon as Levee has stored it, as you chose.`}</>
  return (
    <>
      {plural(deletion, {
        one: 'Mail is deleted from your server # day after Levee has stored it, as you chose.',
        other: 'Mail is deleted from your server # days after Levee has stored it, as you chose.',
      })}
    </>
  )
}
