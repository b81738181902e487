import { useLingui } from '@lingui/react/macro'
import type { UseQueryResult } from '@tanstack/react-query'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import card from './card.module.css'
import { ListState } from './list-state.tsx'

/** What of a version is different from the one before it. */
export type Difference = { what: string; was: string; is: string }

type Version<C> = { version: number; at: string; author: { name: string } | null; content: C }

type HistoryCardProps<C> = {
  query: UseQueryResult<Version<C>[]>
  differences: (was: C, is: C) => Difference[]
}

/** Every version with who made it, when, and what it changed. */
export function HistoryCard<C>({ query, differences }: HistoryCardProps<C>) {
  const { t } = useLingui()
  const now = useNow()
  return (
    <section className={card.card} aria-labelledby="history">
      <div className={card.head}>
        <h2 id="history" className={card.title}>{t`History`}</h2>
      </div>
      <ListState query={query} empty={null}>
        {(versions) => (
          <ol className={card.rows}>
            {versions.map(({ version, at, author, content }, index) => {
              const before = versions[index + 1]?.content
              return (
                <li key={version} className={card.row}>
                  <span className={card.who}>
                    <b>{t`Version ${version}`}</b>
                    <span className={card.muted}>
                      {author?.name ?? 'Levee'}, {dateAndTime(new Date(at), now)}
                    </span>
                    {before && <Differences list={differences(before, content)} />}
                  </span>
                </li>
              )
            })}
          </ol>
        )}
      </ListState>
    </section>
  )
}

function Differences({ list }: { list: Difference[] }) {
  return (
    <ul className={card.differences}>
      {list.map(({ what, was, is }) => (
        <li key={what}>
          {what} {was !== '' && <del>{was}</del>} {is !== '' && <ins>{is}</ins>}
        </li>
      ))}
    </ul>
  )
}
