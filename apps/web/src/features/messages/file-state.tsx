import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Shield, ShieldCheck, ShieldX, TriangleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './file-state.module.css'

type State = Attachment['state']
type Look = { icon: ReactNode; text: string; tone: ComponentProps<typeof Badge>['tone'] }

/** What is known about how safe a file is. */
export function useFileState(state: State): Look {
  const { t } = useLingui()
  switch (state) {
    case 'notChecked':
      return { icon: <Shield aria-hidden="true" />, text: t`Not checked`, tone: 'neutral' }
    case 'scanning':
      return { icon: <Spinner />, text: t`Being checked`, tone: 'neutral' }
    case 'clean':
      return { icon: <ShieldCheck aria-hidden="true" />, text: t`Checked, clean`, tone: 'ok' }
    case 'macros':
      return { icon: <TriangleAlert aria-hidden="true" />, text: t`Contains macros`, tone: 'warn' }
    case 'blocked':
      return { icon: <ShieldX aria-hidden="true" />, text: t`Blocked`, tone: 'danger' }
  }
}

export function FileStateLine({ state }: { state: State }) {
  const { icon, text, tone } = useFileState(state)
  return (
    <span className={classNames(styles.line, styles[tone])}>
      {icon}
      {text}
    </span>
  )
}

export function FileStateBadge({ state }: { state: State }) {
  const { icon, text, tone } = useFileState(state)
  return (
    <Badge tone={tone}>
      {icon}
      {text}
    </Badge>
  )
}
