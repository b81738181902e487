/** Where a private Dovecot keeps its things, as whom it runs and where it listens. */
export type DovecotSettings = {
  directory: string
  imapPort: number
  imapsPort: number
  /** Where POP3 listens, when it does: in clear or by STLS, and by TLS. */
  pop3Ports: [number, number] | undefined
  /** The numeric user and group that the mail files belong to. */
  uid: number
  gid: number
  /** Set when the server is not started by root: then every process runs as this user and group. */
  onlyUser: { name: string; group: string } | undefined
  capability: string | undefined
  /** Where it asks whether an OAuth token is valid (RFC 7662); undefined: it takes passwords only. */
  introspectionUrl: string | undefined
  /** The ways to show such a token. */
  mechanisms: string
  /** How much a mailbox may hold, as `10M`; undefined: it does not say. */
  quota: string | undefined
}

const FOLDERS = ['Drafts', 'Sent', 'Trash', 'Junk', 'Archive']

/** The configuration of a private Dovecot 2.3 that listens on 127.0.0.1 only. */
export function dovecotConfiguration(settings: DovecotSettings): string {
  const { directory, uid, gid, capability, introspectionUrl, mechanisms } = settings
  return `
base_dir = ${directory}/run
state_dir = ${directory}/run
log_path = ${directory}/dovecot.log
instance_name = levee-${settings.imapPort}
protocols = imap${settings.pop3Ports ? ' pop3' : ''}
listen = 127.0.0.1
${accounts(settings)}
mail_uid = ${uid}
mail_gid = ${gid}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <${directory}/tls/cert.pem
ssl_key = <${directory}/tls/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login${introspectionUrl ? ` ${mechanisms}` : ''}
auth_failure_delay = 0
${capability ? `imap_capability = ${capability}` : ''}
${introspectionUrl ? tokens(settings) : ''}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${directory}/users
}
userdb {
  driver = passwd-file
  args = username_format=%n ${directory}/users
}
namespace inbox {
  inbox = yes
  separator = /
${FOLDERS.map(specialFolder).join('\n')}
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {
    port = ${settings.imapPort}
  }
  inet_listener imaps {
    port = ${settings.imapsPort}
    ssl = yes
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
${settings.pop3Ports ? pop3Service(settings.pop3Ports) : ''}
${settings.quota ? quotaPlugin(settings.quota) : ''}
`
}

function tokens({ directory, mechanisms }: DovecotSettings): string {
  return `passdb {
  driver = oauth2
  mechanisms = ${mechanisms}
  args = ${directory}/oauth2.conf
}`
}

/** What Dovecot reads apart: how it asks whether a token is valid, and for whom it was issued. */
export function dovecotTokenCheck(introspectionUrl: string): string {
  return `introspection_mode = post
introspection_url = ${introspectionUrl}
username_attribute = sub
active_attribute = active
active_value = true
`
}

function quotaPlugin(quota: string): string {
  return `mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:User quota
  quota_rule = *:storage=${quota}
}`
}

function pop3Service([port, tlsPort]: [number, number]): string {
  return `service pop3-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener pop3 {
    port = ${port}
  }
  inet_listener pop3s {
    port = ${tlsPort}
    ssl = yes
  }
}`
}

function accounts({ onlyUser }: DovecotSettings): string {
  if (!onlyUser) return ''
  return `default_login_user = ${onlyUser.name}
default_internal_user = ${onlyUser.name}
default_internal_group = ${onlyUser.group}`
}

function specialFolder(name: string): string {
  return `  mailbox ${name} {
    auto = subscribe
    special_use = \\${name}
  }`
}
