import type { SpreadProposal } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type SpreadQuestion, spreadQuery } from '../../features/reports/report-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { wholeDayText } from './day-text.ts'
import styles from './spread-dialog.module.css'
import { SpreadMoves } from './spread-moves.tsx'
import { SpreadPeople } from './spread-people.tsx'

type SpreadDialogProps = {
  question: SpreadQuestion
  busy: boolean
  onApply: (moves: SpreadProposal['moves']) => void
  onClose: () => void
}

/** Whom to give what of a day that overflows: a proposal, of which one takes what one likes. */
export function SpreadDialog({ question, busy, onApply, onClose }: SpreadDialogProps) {
  const { t } = useLingui()
  const proposal = useQuery(spreadQuery(question))
  const day = wholeDayText(question.date)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const moves = proposal.data?.moves ?? []
  const taken = moves.filter(({ conversationId }) => !left.has(conversationId))
  return (
    <Dialog
      title={t`Spread what is due on ${day}`}
      open
      onOpenChange={onClose}
      width="wide"
      footer={
        <>
          <Button
            variant="primary"
            busy={busy}
            disabled={taken.length === 0}
            onClick={() => onApply(taken)}
          >
            {plural(taken.length, { one: 'Give # mail', other: 'Give # mails' })}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
        </>
      }
    >
      {proposal.data ? (
        <div className={styles.body}>
          <p role="status">
            <Verdict proposal={proposal.data} />
          </p>
          {moves.length > 0 && (
            <SpreadMoves
              moves={moves}
              left={left}
              onToggle={(id) => setLeft((before) => toggled(before, id))}
            />
          )}
          <SpreadPeople people={proposal.data.people} />
        </div>
      ) : proposal.error ? (
        <div className={styles.body}>
          <Banner tone="danger">{problemText(proposal.error)}</Banner>
        </div>
      ) : (
        <p role="status" className={styles.pending}>
          <Spinner /> {t`Looking for who has room…`}
        </p>
      )}
    </Dialog>
  )
}

function Verdict({ proposal: { moves, left, overflow } }: { proposal: SpreadProposal }) {
  const { t } = useLingui()
  if (overflow === 0 && moves.length === 0) return t`This day no longer overflows.`
  if (moves.length === 0) return t`Nobody who may see this mail has room before that day.`
  const found = plural(moves.length, {
    one: '# mail could be given to somebody with room before that day.',
    other: '# mails could be given to people with room before that day.',
  })
  const rest = plural(left, {
    one: 'For # more nobody has room.',
    other: 'For # more nobody has room.',
  })
  return left > 0 ? `${found} ${rest}` : found
}

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
