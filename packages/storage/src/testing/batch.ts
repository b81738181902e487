/** Batch `n`, the same in every process: 50 messages, a few of them large. */
export function batch(n: number): Buffer[] {
  return Array.from({ length: 50 }, (_, i) => Buffer.alloc(i % 9 ? 3_000 : 300_000, `${n}.${i} `))
}
