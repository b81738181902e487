import type { Absence, HandOverItem } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { type Move, useHandOver } from '../../features/hand-overs/hand-over-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import card from '../settings/card.module.css'
import { GiveRow } from './give-row.tsx'
import { useOfferUndo } from './use-offer-undo.ts'

type GiveCardProps = { absence: Absence; items: readonly HandOverItem[]; more: number }

/** What the person has on the desk, each with a proposal; given away one by one or at once. */
export function GiveCard({ absence, items, more }: GiveCardProps) {
  const { t } = useLingui()
  const give = useHandOver(absence.id)
  const offerUndo = useOfferUndo(absence.id)
  const [chosen, setChosen] = useState<ReadonlyMap<string, string | null>>(new Map())
  const receiverOf = ({ conversation, proposedId }: HandOverItem): string | null => {
    const changed = chosen.get(conversation.id)
    return changed === undefined ? proposedId : changed
  }
  const moves = items.flatMap((item): Move[] => {
    const assigneeId = receiverOf(item)
    return assigneeId === null ? [] : [{ id: item.conversation.id, assigneeId }]
  })
  const run = (which: Move[]) =>
    give.mutate(which, {
      onSuccess: (applied) =>
        offerUndo(
          applied,
          plural(applied.activityIds.length, {
            one: '# mail handed over.',
            other: '# mails handed over.',
          }),
        ),
    })
  const count = moves.length
  return (
    <section className={card.card} aria-labelledby="give">
      <div className={card.head}>
        <h2 id="give" className={card.title}>{t`On the desk`}</h2>
        <span className={card.muted}>
          {plural(items.length + more, { one: '# mail', other: '# mails' })}
        </span>
        {count > 0 && (
          <span className={card.end}>
            <Button variant="primary" busy={give.isPending} onClick={() => run(moves)}>
              {plural(count, { one: 'Hand over # mail', other: 'Hand over # mails' })}
            </Button>
          </span>
        )}
      </div>
      {give.error && <Banner tone="danger">{problemText(give.error)}</Banner>}
      {more > 0 && (
        <Banner tone="info">{t`The most urgent are listed; the others follow once these are given.`}</Banner>
      )}
      {items.length === 0 ? (
        <EmptyState title={t`Nothing on the desk`}>
          {t`Nothing to do or waiting is left with this person.`}
        </EmptyState>
      ) : (
        <ul className={card.rows}>
          {items.map((item) => (
            <GiveRow
              key={item.conversation.id}
              item={item}
              absence={absence}
              receiverId={receiverOf(item)}
              busy={give.isPending}
              onChoose={(id) => setChosen(new Map([...chosen, [item.conversation.id, id]]))}
              onGive={(assigneeId) => run([{ id: item.conversation.id, assigneeId }])}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
