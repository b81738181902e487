/** The marks of an axis from nothing to a round number that holds `most`, the middle one round too. */
export function axisOf(most: number): [bottom: 0, middle: number, top: number] {
  const step = 10 ** Math.floor(Math.log10(Math.max(most, 1e-9)))
  const top = [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].map((n) => n * step).find((n) => n >= most)
  const round = Number((top ?? most).toPrecision(6))
  return [0, Number((round / 2).toPrecision(6)), round]
}

export type Point = { x: number; y: number }

/** Draws lines through neighbours; where a value is missing, the line is interrupted. */
export function linePath(points: readonly (Point | null)[]): string {
  let isDrawing = false
  const steps = points.map((point) => {
    const step = point ? `${isDrawing ? 'L' : 'M'}${round(point.x)},${round(point.y)}` : ''
    isDrawing = point !== null
    return step
  })
  return steps.join('')
}

/** The areas between the same lines and `bottom`. */
export function areaPath(points: readonly (Point | null)[], bottom: number): string {
  return runsOf(points)
    .map((run) => {
      const [first] = run
      const last = run.at(-1)
      if (!first || !last) return ''
      return `M${round(first.x)},${bottom}${run.map(({ x, y }) => `L${round(x)},${round(y)}`).join('')}L${round(last.x)},${bottom}Z`
    })
    .join('')
}

function runsOf(points: readonly (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]]
  for (const point of points) {
    if (point) runs.at(-1)?.push(point)
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
