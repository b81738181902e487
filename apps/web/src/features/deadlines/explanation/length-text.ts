import type { DeadlineTarget, PolicyDeadline } from '@levee/contract'
import { plural, t } from '@lingui/core/macro'

/** `10 work days`, `4 h of working time`, `2 months`. */
export function lengthText({ count, unit }: DeadlineTarget['length']): string {
  switch (unit) {
    case 'workingMinutes':
      return t`${durationText(count)} of working time`
    case 'workingDays':
      return plural(count, { one: '# work day', other: '# work days' })
    case 'calendarDays':
      return plural(count, { one: '# calendar day', other: '# calendar days' })
    case 'months':
      return plural(count, { one: '# month', other: '# months' })
  }
}

/** `45 min`, `4 h`, `4 h 30`. */
export function durationText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  if (hours === 0) return t`${rest} min`
  return rest === 0 ? t`${hours} h` : `${t`${hours} h`} ${String(rest).padStart(2, '0')}`
}

type Pause = Extract<PolicyDeadline['trace']['steps'][number], { step: 'paused' }>

/** Why a clock stood. */
export function pauseText(reason: Pause['reason']): string {
  switch (reason) {
    case 'waiting':
      return t`waiting for the correspondent`
    case 'suspicious':
      return t`suspicious mail`
    case 'setAside':
      return t`set aside as spam`
    case 'snoozed':
      return t`snoozed`
    case 'onPurpose':
      return t`on purpose`
    case 'resolved':
      return t`closed, then re-opened`
  }
}
