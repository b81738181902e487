import { useState } from 'react'

/** A wish for the focus that whoever can fulfil takes, once. */
export type FocusRequest = { ask: () => void; take: () => boolean }

export function useFocusRequest(askedAtFirst = false): FocusRequest {
  const [request] = useState(() => createRequest(askedAtFirst))
  return request
}

function createRequest(askedAtFirst: boolean): FocusRequest {
  let asked = askedAtFirst
  return {
    ask: () => {
      asked = true
    },
    take: () => {
      const was = asked
      asked = false
      return was
    },
  }
}
