import { useState } from 'react'

/** A wish for the focus that whoever can fulfil takes, once. */
export type FocusRequest = {
  /** @param id what is to have it; without one, whatever comes first. */
  ask: (id?: string) => void
  /** Whether what bears `id` is to have the focus now. */
  take: (id: string | null) => boolean
  isPending: () => boolean
}

export function useFocusRequest(askedAtFirst = false): FocusRequest {
  const [request] = useState(() => createRequest(askedAtFirst))
  return request
}

function createRequest(askedAtFirst: boolean): FocusRequest {
  let asked: string | boolean = askedAtFirst
  return {
    ask: (id) => {
      asked = id ?? true
    },
    take: (id) => {
      if (asked === false || (asked !== true && asked !== id)) return false
      asked = false
      return true
    },
    isPending: () => asked !== false,
  }
}
