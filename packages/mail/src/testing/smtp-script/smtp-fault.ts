/**
 * Where in a transaction a server can fail (RFC 5321 §3.3). `end`: it has all of the mail and loses it;
 * `taken`: it has it and keeps it, and did not say so yet.
 */
export const SMTP_STAGES = [
  'connection',
  'greeting',
  'hello',
  'login',
  'sender',
  'recipient',
  'data',
  'body',
  'end',
  'taken',
] as const
export type SmtpStage = (typeof SMTP_STAGES)[number]

/** What goes wrong: it hangs up, refuses with a code, or answers late (ms). */
export type SmtpFault =
  | { at: SmtpStage; does: 'hangUp' }
  | { at: SmtpStage; does: 'refuse'; code: number; only?: 'lastRecipient' }
  | { at: SmtpStage; does: 'wait'; time: number }
