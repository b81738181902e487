import { nameDifferences } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import styles from './name-comparison.module.css'

/** A name beside the one that it imitates, with the characters marked that differ. */
export function NameComparison({ usual, found }: { usual: string; found: string }) {
  const { t } = useLingui()
  return (
    <dl className={styles.names}>
      <dt>{t`Usual`}</dt>
      <dd>{usual}</dd>
      <dt>{t`This message`}</dt>
      <dd>
        <MarkedName usual={usual} found={found} />
      </dd>
    </dl>
  )
}

function MarkedName({ usual, found }: { usual: string; found: string }) {
  const characters = Array.from(found)
  const differences = nameDifferences(usual, found)
  // where nearly everything differs, marks would say nothing
  if (
    differences.reduce((sum, each) => sum + Array.from(each.found).length, 0) >
    characters.length / 2
  )
    return found
  const pieces = differences.map((difference, index) => {
    const from = differences[index - 1]
    const start = from ? from.at + Array.from(from.found).length : 0
    return (
      <span key={difference.at}>
        {characters.slice(start, difference.at).join('')}
        <mark className={styles.mark}>{difference.found || '\u2009'}</mark>
      </span>
    )
  })
  const last = differences.at(-1)
  const rest = characters.slice(last ? last.at + Array.from(last.found).length : 0).join('')
  return (
    <>
      {pieces}
      {rest}
    </>
  )
}
