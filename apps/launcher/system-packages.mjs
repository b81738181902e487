import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// What a Debian package brings, by which we know that it is there, however it came.
/** @type {Record<string, string[]>} */
const PROGRAMS = {
  'clamav-daemon': ['/usr/sbin/clamd'],
  'chromium-headless-shell': [
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ],
  'dovecot-imapd': ['/usr/lib/dovecot/imap', '/usr/libexec/dovecot/imap'],
  'dovecot-pop3d': ['/usr/lib/dovecot/pop3', '/usr/libexec/dovecot/pop3'],
  'dovecot-sieve': ['/usr/bin/sieve-test'],
  'postgresql-15': ['/usr/lib/postgresql/15/bin/initdb'],
}

const SERVERS = new Set(['clamav-daemon', 'postgresql-15'])

/**
 * Whether the programs of a Debian package are on this machine.
 * @param {string} name
 */
export function isInstalled(name) {
  const programs = PROGRAMS[name] ?? []
  return programs.some((path) => existsSync(path))
}

/**
 * Installs what the suites use and this machine lacks, where it may: as root, with apt. What comes with
 * a server that its package starts only in continuous integration.
 */
export function installSystemPackages() {
  const wanted = Object.keys(PROGRAMS).filter((name) => !SERVERS.has(name) || process.env['CI'])
  const missing = wanted.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log(`Not installed, and only root can with apt-get: ${missing.join(', ')}.`)
    return
  }
  console.log(`Installing ${missing.join(', ')} with apt-get …`)
  const isDone = apt('update') && apt('install', '--yes', '--no-install-recommends', ...missing)
  if (!isDone) console.log(`apt-get could not install ${missing.join(', ')}: see above.`)
}

/** @param {string[]} args */
function apt(...args) {
  const { status, stdout, stderr } = spawnSync('apt-get', ['--quiet', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  })
  if (status !== 0) console.log(`${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n'))
  return status === 0
}
