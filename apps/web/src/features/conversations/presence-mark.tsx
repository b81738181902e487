import { Avatar } from '../../ui/avatar.tsx'
import styles from './presence-mark.module.css'
import { usePresent } from './presence-queries.ts'
import { firstName, usePresenceText } from './presence-text.ts'

/** Who else is at a mail, in a row of the list; the row says it in words. */
export function PresenceMark({ conversationId }: { conversationId: string }) {
  const [first] = usePresent(conversationId)
  if (!first) return null
  if (first.state === 'viewing') return <Avatar name={first.name} size={20} />
  return (
    <span className={styles.presence}>
      <Typing /> {firstName(first.name)}
    </span>
  )
}

/** Who else is at the open mail, in words. */
export function PresenceLine({ conversationId }: { conversationId: string }) {
  const present = usePresent(conversationId)
  const presenceText = usePresenceText()
  const [first] = present
  if (!first) return null
  return (
    <span className={styles.presence}>
      <Avatar name={first.name} size={22} />
      <span className={styles.words}>{presenceText(present, 'short')}</span>
      {first.state === 'writing' && <Typing />}
    </span>
  )
}

function Typing() {
  return (
    <span className={styles.typing} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  )
}
