import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { classNames } from '../../ui/class-names.ts'
import styles from './file-name.module.css'

/** Characters that show the rest of a name backwards. */
const TURNING = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** The name of a file in the order of its letters, whatever in it would turn them round. */
export function useFileName({ name }: Pick<Attachment, 'name'>): string {
  const { t } = useLingui()
  return name.replaceAll(TURNING, '') || t`Unnamed file`
}

/** The name of a file on one line; whole, with its real ending marked, where it is meant to mislead. */
export function FileName({ file, className }: { file: Attachment; className?: string }) {
  const name = useFileName(file)
  const ending = isDisguised(file) ? /\.[^.]*$/.exec(name)?.[0] : undefined
  if (ending === undefined) {
    return <span className={classNames(styles.name, styles.cut, className)}>{name}</span>
  }
  return (
    <span className={classNames(styles.name, className)}>
      {name.slice(0, -ending.length)}
      <mark className={styles.ending}>{ending}</mark>
    </span>
  )
}

/** Whether its own name misleads, rather than that of a file in it. */
function isDisguised({ findings }: Attachment): boolean {
  return findings.some(({ kind, detail }) => kind === 'disguised' && !/.\./.test(detail))
}
