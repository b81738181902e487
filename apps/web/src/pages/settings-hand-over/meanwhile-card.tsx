import type { Absence, HandedOver } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useTakeBack } from '../../features/hand-overs/hand-over-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import { MeanwhileRow } from './meanwhile-row.tsx'
import { useOfferUndo } from './use-offer-undo.ts'

type MeanwhileCardProps = { absence: Absence; handedOver: readonly HandedOver[] }

/** What others had meanwhile and what happened to it; what is still to do comes back with one click. */
export function MeanwhileCard({ absence, handedOver }: MeanwhileCardProps) {
  const { t } = useLingui()
  const users = useUsers()
  const back = useTakeBack(absence.id)
  const offerUndo = useOfferUndo(absence.id)
  const run = (ids: string[] | undefined) =>
    back.mutate(ids, {
      onSuccess: (applied) =>
        offerUndo(
          applied,
          plural(applied.activityIds.length, {
            one: '# mail given back.',
            other: '# mails given back.',
          }),
        ),
    })
  const count = handedOver.filter(({ canTakeBack }) => canTakeBack).length
  const name = users.find(({ id }) => id === absence.userId)?.name ?? ''
  return (
    <section className={card.card} aria-labelledby="meanwhile">
      <div className={card.head}>
        <h2 id="meanwhile" className={card.title}>{t`What happened meanwhile`}</h2>
        {count > 0 && (
          <span className={card.end}>
            <Button variant="primary" busy={back.isPending} onClick={() => run(undefined)}>
              {t`Give all of it back to ${name}`}
            </Button>
          </span>
        )}
      </div>
      {back.error && <Banner tone="danger">{problemText(back.error)}</Banner>}
      <ul className={card.rows}>
        {handedOver.map((row) => (
          <MeanwhileRow
            key={row.conversation.id}
            row={row}
            busy={back.isPending}
            onTakeBack={() => run([row.conversation.id])}
          />
        ))}
      </ul>
    </section>
  )
}
