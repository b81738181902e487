import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readConfig({}, '/srv/levee')).toEqual({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: undefined,
      dataDir: '/srv/levee/data',
      secretKey: undefined,
      publicUrl: undefined,
      role: 'all',
      allowPrivateNetwork: false,
      lmtpPort: undefined,
      smtpPort: undefined,
      clamd: undefined,
      logLevel: 'info',
    })
  })

  it('is read whole', () => {
    const key = randomBytes(32)
    const config = readConfig(
      {
        HOST: '0.0.0.0',
        PORT: '8080',
        DATABASE_URL: 'postgresql://levee:pw@db/levee',
        LEVEE_DATA_DIR: '/var/lib/levee',
        LEVEE_SECRET_KEY: key.toString('base64'),
        LEVEE_PUBLIC_URL: 'https://levee.example.org/',
        LEVEE_ROLE: 'worker',
        LEVEE_ALLOW_PRIVATE_NETWORK: 'true',
        LEVEE_LMTP_PORT: '2424',
        LEVEE_SMTP_PORT: '2525',
        LEVEE_CLAMD: '[::1]:3310',
        LOG_LEVEL: 'debug',
      },
      '/srv',
    )
    expect(config).toEqual({
      host: '0.0.0.0',
      port: 8080,
      databaseUrl: 'postgresql://levee:pw@db/levee',
      dataDir: '/var/lib/levee',
      secretKey: key,
      publicUrl: 'https://levee.example.org',
      role: 'worker',
      allowPrivateNetwork: true,
      lmtpPort: 2424,
      smtpPort: 2525,
      clamd: { host: '::1', port: 3310 },
      logLevel: 'debug',
    })
  })

  it.each([
    ['PORT', '0', '1 to 65535'],
    ['PORT', '70000', '1 to 65535'],
    ['PORT', 'http', '1 to 65535'],
    ['HOST', 'a b', '127.0.0.1'],
    ['DATABASE_URL', 'mysql://db', 'postgresql://'],
    ['DATABASE_URL', 'not a url', 'postgresql://'],
    ['LEVEE_SECRET_KEY', 'short', '32 bytes in base64'],
    ['LEVEE_PUBLIC_URL', 'levee.example.org', 'https://levee.example.org'],
    ['LEVEE_PUBLIC_URL', 'https://example.org/levee', 'without a path'],
    ['LEVEE_ROLE', 'web', 'all, api, worker'],
    ['LEVEE_ALLOW_PRIVATE_NETWORK', 'yes', 'true, false'],
    ['LOG_LEVEL', 'loud', 'debug'],
    ['LEVEE_BLOB_URL', 's3://bucket', 'does not have it yet'],
    ['LEVEE_LMTP_PORT', 'lmtp', '1 to 65535'],
    ['LEVEE_SMTP_PORT', '65536', '1 to 65535'],
    ['LEVEE_SMTP_PORT', '3000', 'a port that no other variable names'],
    ['LEVEE_CLAMD', 'localhost', '127.0.0.1:3310'],
    ['LEVEE_RSPAMD_URL', 'http://localhost', 'does not have it yet'],
  ])('refuses %s=%s in one line that names it and says %s', (name, value, takes) => {
    const read = () => readConfig({ [name]: value }, '/')
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^${name} .*${takes}.*$`))
  })

  it('never shows a password or a key', () => {
    const secret = 'hunter2hunter2'
    for (const name of ['DATABASE_URL', 'LEVEE_SECRET_KEY'])
      expect(() => readConfig({ [name]: `mysql://u:${secret}@db` }, '/')).not.toThrow(secret)
  })
})
