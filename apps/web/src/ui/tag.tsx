import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { type Hue, HueMark } from './hue.tsx'
import styles from './tag.module.css'

type TagProps = { hue: Hue; size?: 'small' | 'large'; children: ReactNode }

export function Tag({ hue, size = 'small', children }: TagProps) {
  return (
    <span className={classNames(styles.tag, styles[size])}>
      <HueMark hue={hue} />
      <span className={styles.name}>{children}</span>
    </span>
  )
}
