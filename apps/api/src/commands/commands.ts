import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { importCommand } from './import.ts'
import { mailboxAdd } from './mailbox-add.ts'
import { mailboxCheck } from './mailbox-check.ts'
import { mailboxList } from './mailbox-list.ts'
import { mailboxSync } from './mailbox-sync.ts'
import { migrate } from './migrate.ts'
import { reindex } from './reindex.ts'
import { tokenCreate } from './token-create.ts'
import { tokenList } from './token-list.ts'
import { tokenRevoke } from './token-revoke.ts'
import { userAdd } from './user-add.ts'
import { userDisable } from './user-disable.ts'
import { userList } from './user-list.ts'
import { userResetPassword } from './user-reset-password.ts'
import { verify } from './verify.ts'

/** Every sub-command of `levee`. */
export const commands: readonly Command[] = [
  userAdd,
  userList,
  userDisable,
  userResetPassword,
  mailboxAdd,
  mailboxList,
  mailboxCheck,
  mailboxSync,
  tokenCreate,
  tokenList,
  tokenRevoke,
  importCommand,
  verify,
  reindex,
  migrate,
  doctor,
]
