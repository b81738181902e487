/**
 * Bytes from which on a message or a file is large: it goes piece by piece and in shared memory, and what it
 * took is given back at once. One mail in hundreds is; below, a copy costs less than that.
 */
export const LARGE_BYTES = 8_000_000
