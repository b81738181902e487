/** Bytes of a message that is handed over: the most that large providers take. */
export const LARGEST_MESSAGE = 150 * 1024 * 1024
