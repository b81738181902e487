/** How many messages were in at an instant (ms). */
export type Sample = { at: number; done: number }

/** For how long samples are kept, and how much time one point of the curve stands for. */
export const shownTime = 300_000 // ms
const pointTime = 5_000 // ms

/** The samples with a new one; what is too old to be shown goes, and everything when the import began anew. */
export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1)
  if (last && next.done < last.done) return [next]
  return [...samples.filter(({ at }) => next.at - at <= shownTime), next]
}

/** Messages a second, one number for each five seconds between the first sample and the last, the oldest first. */
export function ratesOf(samples: readonly Sample[]): number[] {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last) return []
  const points = Math.floor((last.at - first.at) / pointTime)
  return Array.from({ length: points }, (_, place) => {
    const from = last.at - (points - place) * pointTime
    return ((doneAt(samples, from + pointTime) - doneAt(samples, from)) * 1000) / pointTime
  })
}

/** How many were in at an instant, on the line between the samples around it. */
function doneAt(samples: readonly Sample[], at: number): number {
  const after = samples.findIndex((sample) => sample.at >= at)
  const next = samples[after]
  const before = samples[after - 1] ?? next
  if (!next || !before) return samples.at(-1)?.done ?? 0
  if (next.at === before.at) return next.done
  return before.done + ((next.done - before.done) * (at - before.at)) / (next.at - before.at)
}
