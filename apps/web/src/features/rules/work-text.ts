import type { ListedApplication, RuleApplication } from '@levee/contract'
import { plural, t } from '@lingui/core/macro'
import { wholeNumber } from '../../formatting/numbers.ts'
import { failureText } from './work-failure.ts'

type Told = Pick<
  ListedApplication,
  'state' | 'phase' | 'examined' | 'changed' | 'remaining' | 'problem'
>

/** How work with mail that is there ended, or where it stands. `left`: how many an undo left as they are. */
export function workText(work: Told, left: number): string {
  const examined = wholeNumber(work.examined)
  switch (work.state) {
    case 'previewed':
      return plural(work.changed, {
        one: `# mail of ${examined} would change. Nothing is changed yet.`,
        other: `# mails of ${examined} would change. Nothing is changed yet.`,
      })
    case 'done':
      return plural(work.changed, { one: '# mail changed.', other: '# mails changed.' })
    case 'undone':
      return left === 0
        ? t`All of it was undone.`
        : plural(left, {
            one: 'It was undone, but for # mail that stays as it is.',
            other: 'It was undone, but for # mails that stay as they are.',
          })
    case 'cancelled':
      return work.phase === 'look' ? t`Stopped before anything was changed.` : stoppedText(work)
    case 'failed':
      return failureText(work.problem)
    default:
      return work.problem === null ? '' : t`It failed and is tried again: “${work.problem}”`
  }
}

/** How far work has come: in looking at mail, or in changing what was found. */
export function reached(
  work: Pick<RuleApplication, 'phase' | 'examined' | 'total' | 'changed' | 'remaining'>,
): { examined: number; total: number | null } {
  if (work.phase === 'look') return work
  return { examined: work.changed - work.remaining, total: work.changed }
}

function stoppedText({ changed, remaining }: Told): string {
  const left = plural(remaining, { one: '# is as it was.', other: '# are as they were.' })
  return plural(changed - remaining, {
    one: `Stopped: # mail was changed, ${left}`,
    other: `Stopped: # mails were changed, ${left}`,
  })
}
