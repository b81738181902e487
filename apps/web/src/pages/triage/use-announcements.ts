import { plural } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { announce } from '../../announcer.tsx'

type Watched = {
  selected: number
  waiting: number
  filter: string
  results: number
  isPending: boolean
}

const newMailApart = 30_000 // ms

/** Tells screen readers what eyes see happen in the list. */
export function useAnnouncements({ selected, waiting, filter, results, isPending }: Watched): void {
  useEffect(() => {
    if (selected === 0) return
    const text = plural(selected, { one: '# mail selected', other: '# mails selected' })
    const timer = setTimeout(() => announce(text), 500)
    return () => clearTimeout(timer)
  }, [selected])

  useEffect(() => {
    if (filter === '' || isPending) return
    const text = plural(results, { one: '# result', other: '# results' })
    const timer = setTimeout(() => announce(text), 400)
    return () => clearTimeout(timer)
  }, [filter, results, isPending])

  const saidAt = useRef(-newMailApart)
  useEffect(() => {
    if (waiting === 0 || performance.now() - saidAt.current < newMailApart) return
    saidAt.current = performance.now()
    announce(plural(waiting, { one: '# new mail', other: '# new mails' }))
  }, [waiting])
}
