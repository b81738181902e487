import type { ReactNode } from 'react'
import styles from './avatar.module.css'
import { classNames } from './class-names.ts'

type AvatarProps = {
  name: string
  size?: 20 | 22 | 24 | 26 | 32 | 36
  /** Neutral for people outside the organisation. */
  tone?: 'tinted' | 'neutral'
  icon?: ReactNode
}

/** Initials on one of eight tints; decorative: the name always stands beside it or in its title. */
export function Avatar({ name, size = 24, tone = 'tinted', icon }: AvatarProps) {
  return (
    <span
      className={classNames(
        styles.avatar,
        styles[`size${size}`],
        styles[tone === 'neutral' ? 'tint0' : `tint${tintOf(name)}`],
        icon !== undefined && styles.square,
      )}
      title={name}
      aria-hidden="true"
      data-initials={icon === undefined ? initialsOf(name) : undefined}
    >
      {icon}
    </span>
  )
}

/** A dashed ring: nobody yet. */
export function NobodyAvatar({ size = 20, children }: { size?: 20 | 24; children: ReactNode }) {
  return (
    <span
      className={classNames(styles.avatar, styles.nobody, styles[`size${size}`])}
      aria-hidden="true"
    >
      {children}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const first = words[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return (last ? first.slice(0, 1) + last.slice(0, 1) : first.slice(0, 2)).toLocaleUpperCase()
}

function tintOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return (sum % 8) + 1
}
