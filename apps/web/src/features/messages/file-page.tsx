import { useLingui } from '@lingui/react/macro'
import { RefreshCw } from 'lucide-react'
import { type CSSProperties, type SyntheticEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './file-page.module.css'

type FilePageProps = {
  number: number
  src: string
  alt: string
  /** A picture is shown whole at first, and never larger than it is. */
  isPicture: boolean
  /** Width by height that it probably has. */
  shape: number | undefined
  onShape: (shape: number) => void
}

type Measures = CSSProperties & { '--shape': number | undefined; '--natural': string | undefined }

/** One page as the server drew it. */
export function FilePage({ number, src, alt, isPicture, shape, onShape }: FilePageProps) {
  const { t } = useLingui()
  const [attempt, setAttempt] = useState(1)
  const [failed, setFailed] = useState(false)
  const [width, setWidth] = useState<number | null>(null)
  const onLoad = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
    setWidth(currentTarget.naturalWidth)
    onShape(currentTarget.naturalWidth / currentTarget.naturalHeight)
  }
  const again = () => {
    setFailed(false)
    setAttempt(attempt + 1)
  }
  const measures: Measures = {
    '--shape': shape,
    '--natural': isPicture && width !== null ? `${width}px` : undefined,
  }
  return (
    <div
      className={classNames(
        styles.page,
        isPicture && styles.whole,
        width === null && styles.waiting,
      )}
      style={measures}
      data-page={number}
      data-whole={isPicture || undefined}
      aria-busy={width === null && !failed}
    >
      {failed ? (
        <div className={styles.failed} role="alert">
          {t`This page could not be drawn.`}
          <Button onClick={again}>
            <RefreshCw /> {t`Try again`}
          </Button>
        </div>
      ) : (
        <img
          key={attempt}
          className={styles.picture}
          src={src}
          alt={alt}
          loading="lazy"
          onLoad={onLoad}
          onError={() => setFailed(true)}
        />
      )}
    </div>
  )
}
