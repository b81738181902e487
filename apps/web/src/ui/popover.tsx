import { lazy, type ReactNode, Suspense, useState } from 'react'
import { loadPart } from '../load-part.ts'

export type PopoverProps = {
  /** Names the popover for screen readers. */
  label: string
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What it stands beside. */
  anchor: Element | null
  children: ReactNode
}

/** Loads what popovers are made of, ahead of the first one. */
export const loadPopover = () => import('./popover-panel.tsx')

const PopoverPanel = lazy(async () => ({ default: (await loadPart(loadPopover)).PopoverPanel }))

/** A panel beside its anchor, on a phone a sheet at the bottom; its machinery arrives with the first one. */
export function Popover(props: PopoverProps) {
  const [wasOpen, setWasOpen] = useState(props.open)
  if (props.open && !wasOpen) setWasOpen(true)
  if (!wasOpen) return null
  return (
    <Suspense fallback={null}>
      <PopoverPanel {...props} />
    </Suspense>
  )
}
