import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { BarPart } from '../../ui/level-bar.tsx'

type Name = { name: MessageDescriptor; hint?: MessageDescriptor }

/** What the parts of the level are called. */
export const levelNames: Record<BarPart, Name> = {
  over: { name: msg`Overdue` },
  today: { name: msg({ message: 'Today', context: 'deadline' }) },
  soon: { name: msg`At risk`, hint: msg`near their deadline` },
  ok: { name: msg`On time` },
  pause: { name: msg`Paused`, hint: msg`waiting for somebody` },
  none: { name: msg`No deadline` },
}
