import type { DeadlineTarget, PolicyConditions, WarningStep } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { pauseText } from '../../features/deadlines/explanation/length-text.ts'
import { kindText } from '../../features/deadlines/kind-text.ts'

/** What can be chosen, in the order in which it is shown. */
export type Words<W extends string> = readonly (readonly [W, string])[]

/** The words for what a deadline can be set to. */
export function useTargetTexts() {
  const { t } = useLingui()
  const kinds: Words<DeadlineTarget['kind']> = [
    ['acknowledge', kindText('acknowledge')],
    ['firstReply', kindText('firstReply')],
    ['nextReply', kindText('nextReply')],
    ['resolution', kindText('resolution')],
    ['opinion', kindText('opinion')],
    ['statutory', kindText('statutory')],
  ]
  const units: Words<DeadlineTarget['length']['unit']> = [
    ['workingMinutes', t`minutes of working time`],
    ['workingDays', t`work days`],
    ['calendarDays', t`calendar days`],
    ['months', t`months`],
  ]
  const starts: Words<DeadlineTarget['starts']> = [
    ['received', t`the mail is received`],
    ['registered', t`it is registered`],
    ['assigned', t`it is assigned`],
    ['incoming', t`the correspondent writes`],
    ['opinionAsked', t`an opinion is asked for`],
  ]
  const ends: Words<DeadlineTarget['ends']> = [
    ['sameTime', t`at the time of its start`],
    ['closeOfBusiness', t`when work ends`],
    ['midnight', t`at 24:00`],
  ]
  const workingDays: Words<DeadlineTarget['workingDays']> = [
    ['calendar', t`those of the calendar`],
    ['mondayToFriday', t`Monday to Friday, without public holidays`],
    ['mondayToSaturday', t`Monday to Saturday, without public holidays`],
  ]
  const pauses: Words<DeadlineTarget['pausedBy'][number]> = [
    ['waiting', pauseText('waiting')],
    ['suspicious', pauseText('suspicious')],
    ['setAside', pauseText('setAside')],
    ['snoozed', pauseText('snoozed')],
    ['onPurpose', pauseText('onPurpose')],
  ]
  const recipients: Words<WarningStep['to']> = [
    ['assignee', t`whoever is in charge`],
    ['team', t`the department`],
    ['manager', t`the managers`],
    ['address', t`an address`],
  ]
  const priorities: Words<PolicyConditions['priorities'][number]> = [
    ['low', t`low`],
    ['normal', t`normal`],
    ['high', t`high`],
    ['urgent', t`urgent`],
  ]
  const channels: Words<PolicyConditions['channels'][number]> = [
    ['email', t`e-mail`],
    ['paper', t`paper`],
  ]
  return { kinds, units, starts, ends, workingDays, pauses, recipients, priorities, channels }
}
