import { type RefObject, useEffect, useRef } from 'react'

/** A ref whose element takes the focus when it appears, for the one field that somebody came for. */
export function useFocusOnMount<T extends HTMLElement>(wanted = true): RefObject<T | null> {
  const element = useRef<T>(null)
  useEffect(() => {
    if (wanted) element.current?.focus()
  }, [wanted])
  return element
}
