export { countOutbox, listOutbox } from './list-outbox.ts'
export { lookUpAlignment, sendingOf, setApproval } from './mailbox-sending.ts'
