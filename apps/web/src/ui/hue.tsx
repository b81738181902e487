import { classNames } from './class-names.ts'
import styles from './hue.module.css'

export const hues = [
  'river',
  'reed',
  'ochre',
  'flood',
  'plum',
  'riverDeep',
  'reedDeep',
  'plumDeep',
] as const

export type Hue = (typeof hues)[number]

/** A coloured dot or square; its meaning always stands beside it as text. */
export function HueMark({ hue, shape = 'dot' }: { hue: Hue; shape?: 'dot' | 'square' }) {
  return <i className={classNames(styles[shape], styles[hue])} aria-hidden="true" />
}
