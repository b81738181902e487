import type { Message } from '@levee/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ImageOff, Images } from 'lucide-react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import type { HtmlFacts } from './html-facts.ts'
import { useSetRemoteImages } from './message-queries.ts'
import styles from './remote-images-bar.module.css'

type RemoteImagesBarProps = {
  message: Message
  facts: Pick<HtmlFacts, 'images' | 'pixels'>
  isShown: boolean
  onShow: (isShown: boolean) => void
  onChanged: () => void
}

/** What the message would fetch from elsewhere, and whether it may. Nothing to say: no bar. */
export function RemoteImagesBar(props: RemoteImagesBarProps) {
  const { message, facts, isShown, onShow, onChanged } = props
  const { t } = useLingui()
  const set = useSetRemoteImages(message.id, onChanged)
  const isAlways = message.remoteImages === 'shown'
  const canBeAlways = message.trust.level !== 'danger' && message.from.address !== ''
  if (facts.images + facts.pixels === 0) return null
  const choose = (remoteImages: Message['remoteImages']) => {
    set.mutate(remoteImages)
    onShow(remoteImages === 'shown')
  }
  return (
    <Banner
      tone="neutral"
      icon={isShown ? <Images /> : <ImageOff />}
      action={
        facts.images > 0 && (
          <span className={styles.actions}>
            {!isShown && <Button size="small" onClick={() => onShow(true)}>{t`Show`}</Button>}
            {isAlways ? (
              <Button
                size="small"
                variant="ghost"
                busy={set.isPending}
                onClick={() => choose('blocked')}
              >
                {t`No longer for this correspondent`}
              </Button>
            ) : (
              canBeAlways && (
                <Button
                  size="small"
                  variant="ghost"
                  busy={set.isPending}
                  onClick={() => choose('shown')}
                >
                  {t`Always for this correspondent`}
                </Button>
              )
            )}
          </span>
        )
      }
    >
      {isShown ? <Shown {...facts} /> : <Blocked {...facts} />}
      {set.error && <span role="alert"> {problemText(set.error)}</span>}
    </Banner>
  )
}

function Blocked({ images, pixels }: Pick<HtmlFacts, 'images' | 'pixels'>) {
  if (pixels === 0) return <Plural value={images} one="# image blocked" other="# images blocked" />
  if (images === 0)
    return <Plural value={pixels} one="# spy pixel blocked" other="# spy pixels blocked" />
  return (
    <Trans>
      <Plural value={images} one="# image" other="# images" /> and{' '}
      <Plural value={pixels} one="# spy pixel" other="# spy pixels" /> blocked
    </Trans>
  )
}

function Shown({ pixels }: Pick<HtmlFacts, 'pixels'>) {
  return (
    <>
      <Trans>Images shown, fetched by Levee</Trans>
      {pixels > 0 && (
        <>
          {' · '}
          <Plural value={pixels} one="# spy pixel blocked" other="# spy pixels blocked" />
        </>
      )}
    </>
  )
}
