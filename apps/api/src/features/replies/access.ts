export { composeAutomatic, queueAutomatic, type AutomaticMail } from './automatic-mail.ts'
export { mailboxAddresses } from './queries.ts'
