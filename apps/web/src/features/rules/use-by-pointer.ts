import { type RefObject, useMemo, useRef } from 'react'

type ByPointer = {
  /** Whether what is being answered came of a pointer; keys have a way of their own. */
  isPointer: RefObject<boolean>
  /** For the part whose events are listened to. */
  watch: { onPointerDownCapture: () => void; onKeyDownCapture: () => void }
}

/** Which of the two hands was used last in a part: the one at the mouse or those at the keys. */
export function useByPointer(): ByPointer {
  const isPointer = useRef(false)
  return useMemo(
    () => ({
      isPointer,
      watch: {
        onPointerDownCapture: () => (isPointer.current = true),
        onKeyDownCapture: () => (isPointer.current = false),
      },
    }),
    [],
  )
}
