export { MailServerError } from './network/mail-server-error.ts'
export type { MailServerProblem } from './network/mail-server-error.ts'
export type { CheckStep } from './network/check-step.ts'
export { inspectTls } from './network/inspect-tls.ts'
export type { TlsDetails, TlsInspection } from './network/inspect-tls.ts'
export { isPrivateAddress } from './network/private-addresses.ts'

export { fetchCalendar } from './calendars/fetch-calendar.ts'
export { readClosures } from './calendars/read-closures.ts'
export type { ClosureFrame } from './calendars/read-closures.ts'
export { postPublic } from './network/post-public.ts'
export type { Post } from './network/post-public.ts'
export { PublicFetchError } from './network/public-url.ts'
export { internet } from './network/public-dialer.ts'
export type { PublicDialer } from './network/public-dialer.ts'
export { fetchPicture } from './pictures/fetch-picture.ts'
export type { Picture } from './pictures/redraw-picture.ts'
export { isSignedPicture } from './pictures/remote-picture.ts'
export type { PictureProxy, SignedPicture } from './pictures/remote-picture.ts'

export type { Pop3Account, Pop3Options } from './pop3/pop3-account.ts'
export type { Pop3Connection } from './pop3/connection.ts'
export { connectPop3 } from './pop3/connect-pop3.ts'
export { glanceAtMaildrop, listMaildrop } from './pop3/list-maildrop.ts'
export type { ListedMail, MaildropGlance } from './pop3/list-maildrop.ts'
export { retrieveMessage } from './pop3/retrieve-message.ts'
export { quit } from './pop3/end-session.ts'
export { checkPop3 } from './pop3/check-pop3.ts'
export type { Pop3Check } from './pop3/check-pop3.ts'

export type {
  FolderRoles,
  ImapAccount,
  Login,
  PasswordAccount,
  Security,
} from './imap/imap-account.ts'
export type { ImapConnection } from './imap/connection.ts'
export { connectImap } from './imap/connect-imap.ts'
export type { ImapOptions } from './imap/connect-imap.ts'
export { listFolders } from './imap/list-folders.ts'
export { searchAll } from './imap/search-all.ts'
export type { Folder, FolderRole, RoleSource } from './imap/list-folders.ts'
export { openFolder } from './imap/open-folder.ts'
export type { OpenedFolder } from './imap/open-folder.ts'
export { listUids, stillThere } from './imap/list-uids.ts'
export type { ListedMessage } from './imap/list-uids.ts'
export { changesSince, listFlags } from './imap/list-flags.ts'
export type { FlaggedMessage, FolderChanges } from './imap/list-flags.ts'
export { fetchInPieces } from './imap/fetch-in-pieces.ts'
export { fetchRaw } from './imap/fetch-raw.ts'
export type { FetchedMessage } from './imap/fetch-raw.ts'
export { waitForChange } from './imap/wait-for-change.ts'
export { addFlags } from './imap/add-flags.ts'
export { moveMessage } from './imap/move-message.ts'
export { appendMessage } from './imap/append-message.ts'
export { findByMessageId } from './imap/find-by-message-id.ts'
export { createFolder } from './imap/create-folder.ts'
export { checkImap } from './imap/check-imap.ts'
export type { ImapInspection } from './imap/inspect-imap.ts'
export { inspectImap } from './imap/inspect-imap.ts'
export { readQuota } from './imap/read-quota.ts'

export { createMessageReader } from './mime/message-reader.ts'
export type { MessageReader, MessageReaderOptions } from './mime/message-reader.ts'
export type { PartCard } from './mime/part-card.ts'
export type { PartTreeProblem } from './mime/part-tree.ts'
export type { ParsedAttachment, ParsedMessage, ReadResult } from './mime/parsed-message.ts'
export type { Header } from './mime/header-fields.ts'
export type { MessagePart } from './mime/message-part.ts'
export { MessageReadError } from './mime/message-read-error.ts'
export type { MessageReadProblem } from './mime/message-read-error.ts'
export type { HtmlOptions, MessageHtml } from './html/message-html.ts'
export type { Theme } from './html/mail-document.ts'
export type { QuotedHtml, QuoteOptions } from './html/quoted-html.ts'
export type { WrittenFor, WrittenHtml } from './html/written-html.ts'

export type { SmtpAccount, SmtpOptions } from './smtp/smtp-account.ts'
export { composeMessage } from './smtp/compose-message.ts'
export type { MessageToCompose, OutgoingAttachment } from './smtp/compose-message.ts'
export { sendMessage } from './smtp/send-message.ts'
export type { RejectedRecipient, SendReceipt, SmtpEnvelope } from './smtp/send-message.ts'
export { checkSmtp } from './smtp/check-smtp.ts'
export { tryRoundTrip } from './round-trip/try-round-trip.ts'
export type { RoundTrip } from './round-trip/try-round-trip.ts'
export { catchMail } from './smtp/catch-mail.ts'
export type { CaughtMessage } from './smtp/catch-mail.ts'

export type {
  OAuthClient,
  OAuthFlow,
  OAuthOptions,
  OAuthProvider,
  OAuthTokens,
} from './oauth/oauth-client.ts'
export { flowsOf, isTokenFor, usualScope } from './oauth/provider-presets.ts'
export { finishInBrowser, startInBrowser } from './oauth/authorise-in-browser.ts'
export type { BrowserChecks } from './oauth/authorise-in-browser.ts'
export { pollDeviceCode, startWithDeviceCode } from './oauth/authorise-with-device-code.ts'
export type { DeviceAuthorisation, DevicePoll } from './oauth/authorise-with-device-code.ts'
export { appOnlyTokens, refreshTokens } from './oauth/renew-tokens.ts'

export { NotMboxError, readMbox } from './mbox/read-mbox.ts'
export type { MboxMessage, MboxOptions } from './mbox/read-mbox.ts'
export { quotingOf } from './mbox/quoting-of.ts'
export { looksLikeField, readSeparator } from './mbox/separator.ts'
export { identify } from './mime/message-identity.ts'
export { receivedDate, receivedDateIn } from './mime/received-date.ts'

export { startPushServer } from './push/push-server.ts'
export type {
  PushedMessage,
  PushProtocol,
  PushServer,
  PushServerOptions,
} from './push/push-server.ts'
export { createTurns } from './push/turns.ts'
export { checkPush } from './push/check-push.ts'

export { createDnsResolver } from './authentication/dns-resolver.ts'
export type { DnsAnswer, DnsLookup, DnsResolver } from './authentication/dns-resolver.ts'
export { trustedResults } from './authentication/trusted-results.ts'
export { verifyMessage } from './authentication/verify-message.ts'
export type { Verification } from './authentication/verify-message.ts'
export { discoverSettings } from './discovery/discover-settings.ts'
export type { SettingsDiscovery, SourceOutcome } from './discovery/discover-settings.ts'
export { registrableDomain } from './domains/registrable-domain.ts'
export { lookUpDomain } from './domains/look-up-domain.ts'
export { nameTools } from './domains/name-tools.ts'

export { createFileDesk, FileDeskError } from './files/file-desk.ts'
export type { FileDesk, FileDeskOptions } from './files/file-desk.ts'
export type { FileText } from './files/file-protocol.ts'
export { scanFile, ScanError } from './files/scan-file.ts'
export type { ScannerAddress } from './files/scan-file.ts'
export { redrawPicture } from './pictures/redraw-picture.ts'
