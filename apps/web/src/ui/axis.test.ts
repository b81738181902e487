import { assert, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaPath, axisOf, linePath } from './axis.ts'

describe('the axis of a chart', () => {
  it.each([
    [9.6, [0, 5, 10]],
    [11, [0, 6, 12]],
    [6.4, [0, 4, 8]],
    [130, [0, 80, 160]],
    [0.3, [0, 0.15, 0.3]],
  ])('of numbers up to %d has the marks %j', (most, marks) => {
    expect(axisOf(most)).toEqual(marks)
  })

  it('holds every number, and is never more than twice as tall', () => {
    assert(
      property(double({ min: 0.01, max: 1e9, noNaN: true }), (most) => {
        const [, , top] = axisOf(most)
        expect(top).toBeGreaterThanOrEqual(most * 0.999_99)
        expect(top).toBeLessThanOrEqual(most * 2.001)
      }),
    )
  })
})

describe('the line of a chart', () => {
  const points = [{ x: 0, y: 5 }, { x: 10, y: 4 }, null, { x: 30, y: 2.25 }]

  it('is interrupted where there is no number', () => {
    expect(linePath(points)).toBe('M0,5L10,4M30,2.3')
  })

  it('stands on an area for each of its parts', () => {
    expect(areaPath(points, 9)).toBe('M0,9L0,5L10,4L10,9ZM30,9L30,2.3L30,9Z')
  })

  it('is nothing without numbers', () => {
    expect(linePath([null, null])).toBe('')
    expect(areaPath([null], 9)).toBe('')
  })
})
