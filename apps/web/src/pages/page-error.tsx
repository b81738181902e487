import type { ErrorComponentProps } from '@tanstack/react-router'
import { problemText } from '../problem-text.ts'
import { ErrorState } from '../ui/error-state.tsx'

/** A page that could not be opened. */
export function PageError({ error, reset }: ErrorComponentProps) {
  return (
    <ErrorState
      error={error instanceof Error ? error : new Error(String(error))}
      detail={problemText(error)}
      onRetry={reset}
    />
  )
}
