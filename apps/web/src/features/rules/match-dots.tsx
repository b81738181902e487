import type { TrialCounts } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { wholeNumber } from '../../formatting/numbers.ts'
import styles from './dry-run.module.css'

type Kind = 'changes' | 'taken' | 'check' | 'same' | 'rest'

const MOST = 500 // dots: of more mails, a share

/** A dot for each mail that was looked at, first those that the rule is about; the same in words below. */
export function MatchDots({ counts }: { counts: TrialCounts }) {
  const { t } = useLingui()
  const { examined, matched, changed, taken, toCheck } = counts
  const certain = Math.max(0, changed - toCheck)
  const same = Math.max(0, matched - changed - taken)
  const dots = dotsOf(
    [
      ['changes', certain],
      ['taken', taken],
      ['check', toCheck],
      ['same', same],
    ],
    examined,
  )
  return (
    <>
      <div
        className={styles.dots}
        role="img"
        aria-label={t`${wholeNumber(matched)} of ${wholeNumber(examined)} mails match.`}
      >
        {dots.map((kind, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a dot is nothing but its place
          <i key={index} className={styles[kind]} />
        ))}
      </div>
      <ul className={styles.legend}>
        <li>
          <i className={styles.changes} />{' '}
          {plural(certain, { one: '# changes', other: '# change' })}
        </li>
        {taken > 0 && (
          <li>
            <i className={styles.taken} />{' '}
            {plural(taken, {
              one: '# taken by an earlier rule',
              other: '# taken by earlier rules',
            })}
          </li>
        )}
        {same > 0 && (
          <li>
            <i className={styles.same} />{' '}
            {plural(same, { one: '# is so already', other: '# are so already' })}
          </li>
        )}
        <li className={toCheck > 0 ? styles.warn : undefined}>
          <i className={styles.check} />{' '}
          {plural(toCheck, { one: '# to check', other: '# to check' })}
        </li>
      </ul>
    </>
  )
}

function dotsOf(parts: readonly (readonly [Kind, number])[], examined: number): Kind[] {
  const all = Math.min(MOST, examined)
  const share = examined > MOST ? MOST / examined : 1
  const dots = parts.flatMap(([kind, count]) =>
    Array.from({ length: count > 0 ? Math.max(1, Math.round(count * share)) : 0 }, () => kind),
  )
  return [...dots, ...Array.from({ length: all }, (): Kind => 'rest')].slice(0, all)
}
