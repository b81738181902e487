import { useLingui } from '@lingui/react/macro'
import { Eye, EyeOff, Hand, PencilLine } from 'lucide-react'
import { useState } from 'react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './draft-notice.module.css'
import { DraftPreview } from './draft-preview.tsx'
import type { Hold } from './use-hold.ts'
import type { Reply } from './use-reply.ts'

type DraftNoticeProps = { conversationId: string; me: string; holding: Reply['holding'] }

/** Above the text: who else writes the answer, and what one can do about it. */
export function DraftNotice({ conversationId, me, holding }: DraftNoticeProps) {
  const { hold, aside } = holding
  if (hold)
    return <HeldNotice conversationId={conversationId} me={me} hold={hold} holding={holding} />
  return aside ? <AsideNotice holding={holding} /> : null
}

function HeldNotice({ conversationId, me, hold, holding }: DraftNoticeProps & { hold: Hold }) {
  const { t } = useLingui()
  const [isLooking, setIsLooking] = useState(false)
  return (
    <div className={styles.notice} role="status">
      <Banner tone="info" icon={<PencilLine />}>
        <HoldText hold={hold} isMe={hold.by.id === me} />
        {holding.error !== null && <span role="alert"> {problemText(holding.error)}</span>}
        <span className={styles.actions}>
          <Button size="small" aria-expanded={isLooking} onClick={() => setIsLooking(!isLooking)}>
            {isLooking ? <EyeOff /> : <Eye />} {isLooking ? t`Hide the draft` : t`See their draft`}
          </Button>
          <Button size="small" onClick={() => void holding.takeOver()}>
            <Hand /> {t`Take over`}
          </Button>
        </span>
      </Banner>
      {isLooking && <DraftPreview conversationId={conversationId} />}
    </div>
  )
}

function HoldText({ hold: { by, why }, isMe }: { hold: Hold; isMe: boolean }) {
  const { t } = useLingui()
  const { name } = by
  if (isMe)
    return (
      <>
        <b>{t`You went on in another window.`}</b> {t`Here the draft can only be read.`}
      </>
    )
  if (why === 'writing')
    return (
      <>
        <b>{t`${name} is replying to this mail.`}</b>{' '}
        {t`You can write once you take over, or when they are done.`}
      </>
    )
  return (
    <>
      <b>{t`${name} took over.`}</b>{' '}
      {t`Here the draft can only be read. Nothing of your text is lost.`}
    </>
  )
}

function AsideNotice({ holding }: Pick<DraftNoticeProps, 'holding'>) {
  const { t } = useLingui()
  return (
    <div className={styles.notice} role="status">
      <Banner tone="info" icon={<PencilLine />}>
        <b>{t`Somebody saved this draft after you.`}</b>{' '}
        {t`You see their text; yours is kept beside it.`}
        <span className={styles.actions}>
          <Button size="small" onClick={holding.takeAside}>
            {t`Put my text back`}
          </Button>
          <Button size="small" variant="ghost" onClick={holding.dropAside}>
            {t`Go on with theirs`}
          </Button>
        </span>
      </Banner>
    </div>
  )
}
