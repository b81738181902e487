import { ArrowRight, PlugZap } from 'lucide-react'
import { Spinner } from '../../ui/spinner.tsx'

type SubmitLabelProps = {
  check: { isRunning: boolean; isWorking: boolean }
  first: string
  then: string
}

/** The main button first checks, then goes on. */
export function SubmitLabel({ check, first, then }: SubmitLabelProps) {
  return (
    <>
      {check.isWorking ? then : first}
      {check.isRunning ? <Spinner /> : check.isWorking ? <ArrowRight /> : <PlugZap />}
    </>
  )
}
