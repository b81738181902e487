import { useCallback, useLayoutEffect, useRef } from 'react'

/** `act` as one function for ever, so that what gets it is not drawn again; it does what the latest `act` does. */
export function useStable<Args extends unknown[], Result>(
  act: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
