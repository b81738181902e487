import { useEffect, useState } from 'react'

/** The value once it has not changed for so long (ms). Of an object, the same one. */
export function useDebounced<T>(value: T, rest: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest)
    return () => clearTimeout(timer)
  }, [value, rest])
  return rested
}
