// All that reading a mail needs of this package: a thread that reads starts in half the time without the rest.

export { LARGE_BYTES } from './bytes/large.ts'
export { instantOf } from './deadlines/local-time.ts'
export { isFromPeople } from './intake/automatic.ts'
export { returnedIds } from './threading/returned-ids.ts'
