import type { ImportProgress, Mailbox } from '@levee/contract'
import { may } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { oauthView } from '../oauth/service.ts'
import type { MailboxRow } from './queries.ts'

/** A mailbox as its viewer may see it: settings and members are for those who manage them. */
export function mailboxFor(viewer: Pick<Viewer, 'role'>, row: MailboxRow, now: Date): Mailbox {
  const { id, name, address, color, state, paused } = row
  return {
    id,
    name,
    address,
    color,
    state,
    paused,
    lastSyncAt: row.lastSyncAt?.toISOString() ?? null,
    lastError: row.lastError,
    lastErrorCode: row.lastErrorCode,
    retryAt: row.retryAt?.toISOString() ?? null,
    unaccounted: row.unaccounted,
    unaccountedSince: row.unaccountedSince?.toISOString() ?? null,
    silentSince: row.silentSince?.toISOString() ?? null,
    silenceExpected: row.silenceExpected,
    canSend: row.outgoingHost !== null,
    import: importProgress(row, now),
    ...(may(viewer.role, 'manageMailboxes') ? settingsOf(row, now) : {}),
  }
}

function settingsOf(
  row: MailboxRow,
  now: Date,
): Pick<Mailbox, 'incoming' | 'outgoing' | 'memberIds' | 'teamIds' | 'defaultTeamId'> {
  const { outgoingHost: host, outgoingPort: port, outgoingSecurity: security } = row
  const canSend = host !== null && port !== null && security !== null
  return {
    incoming: {
      protocol: row.protocol,
      host: row.incomingHost,
      port: row.incomingPort,
      security: row.incomingSecurity,
      username: row.incomingUsername,
      folders: row.watchedFolders,
      folderRoles: row.folderRoles,
      mode: row.mode,
      deleteAfterDays: row.deleteAfterDays,
      authservId: row.authservId,
      triageSince: row.triageSince.toISOString(),
      ...(row.oauth && { oauth: oauthView(row.oauth, now) }),
    },
    ...(canSend && { outgoing: { host, port, security, username: row.outgoingUsername } }),
    memberIds: row.memberIds,
    teamIds: row.teamIds,
    defaultTeamId: row.defaultTeamId,
  }
}

function importProgress(row: MailboxRow, now: Date): ImportProgress {
  const { importTotal: total, importDone: done, importStartedAt: startedAt } = row
  const left = total - done
  const seconds = startedAt ? (now.getTime() - startedAt.getTime()) / 1000 : 0
  const isUnderWay = left > 0 && done > 0 && seconds > 0
  const rate = isUnderWay ? done / seconds : null
  return {
    total,
    done,
    bytesTotal: row.importBytesTotal,
    bytesDone: row.importBytesDone,
    startedAt: startedAt?.toISOString() ?? null,
    messagesPerSecond: rate === null ? null : Math.round(rate * 10) / 10,
    secondsLeft: rate === null ? null : Math.ceil(left / rate),
  }
}
