import type { CompiledCalendar } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { type Schedule, ScheduleChoice } from './schedule-choice.tsx'

type ScheduleMenuProps = {
  timeZone: string
  hours?: CompiledCalendar | undefined
  /** Whether those to whom it goes may write before it leaves. */
  mayBeAnswered?: boolean
  disabled?: boolean
  onChoose: (schedule: Schedule) => void
}

/** Sends what is written later: a button beside the one that sends. */
export function ScheduleMenu({ disabled, onChoose, ...choice }: ScheduleMenuProps) {
  const { t } = useLingui()
  const [anchor, setAnchor] = useState<Element | null>(null)
  return (
    <>
      <IconButton
        label={t`Send later`}
        disabled={disabled}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <CalendarClock />
      </IconButton>
      <Popover
        label={t`Send later`}
        open={anchor !== null}
        onOpenChange={(open) => !open && setAnchor(null)}
        anchor={anchor}
      >
        <ScheduleChoice
          {...choice}
          onChoose={(schedule) => {
            setAnchor(null)
            onChoose(schedule)
          }}
        />
      </Popover>
    </>
  )
}
