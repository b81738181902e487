import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

type Service = {
  image: string
  build?: string
  restart?: string
  profiles?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes: string[]
  depends_on?: Record<string, { condition: string }>
  deploy?: { replicas: number }
  healthcheck?: { test: string[] }
}
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> }

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')
const compose: Compose = parse(read('docker-compose.yml'), { merge: true })
const dockerfile = read('Dockerfile')
const services = Object.entries(compose.services)

describe('docker-compose.yml', () => {
  it('runs Levee and PostgreSQL, and in the wide shape two API processes and three workers', () => {
    const small = services.filter(([, { profiles }]) => !profiles).map(([name]) => name)
    expect(small).toEqual(['levee', 'postgres'])
    const wide = services.filter(([, { build }]) => build)
    const roles = wide.flatMap(([, { environment, deploy }]) =>
      Array.from({ length: deploy?.replicas ?? 1 }, () => environment?.['LEVEE_ROLE']),
    )
    expect(roles).toEqual(['${LEVEE_ROLE:-all}', 'api', 'worker', 'worker', 'worker'])
  })

  it.each(services)('restarts %s, on volumes that are declared', (_name, service) => {
    expect(service.restart).toBe('unless-stopped')
    expect(service.volumes.length).toBeGreaterThan(0)
    for (const volume of service.volumes)
      expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
  })

  it.each(services)('waits for what %s depends on to be healthy', (_name, service) => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(condition).toBe('service_healthy')
      expect(compose.services[other]?.healthcheck?.test).toBeDefined()
    }
    expect(Object.keys(service.depends_on ?? {})).toEqual(service.build ? ['postgres'] : [])
  })

  it.each(services)('opens ports of %s on loopback only, and holds no secret', (_name, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/)
    const environment = service.environment ?? {}
    const secrets = Object.entries(environment).filter(([name]) => /PASSWORD|KEY/.test(name))
    expect(secrets.length).toBe(service.environment ? 1 : 0)
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?/)
    expect(environment['DATABASE_URL'] ?? '${POSTGRES_PASSWORD}').toContain('${POSTGRES_PASSWORD}')
  })

  it('sets only variables that Levee reads', () => {
    const config = read('apps/api/src/config.ts')
    const names = services.flatMap(([, { build, environment }]) =>
      build ? Object.keys(environment ?? {}) : [],
    )
    expect(names.length).toBeGreaterThan(0)
    for (const name of new Set(names)) expect(config).toContain(`'${name}'`)
  })

  it('keeps the data of PostgreSQL 18 where its image expects them', () => {
    expect(compose.services['postgres']).toMatchObject({
      image: 'postgres:18',
      volumes: ['database:/var/lib/postgresql'],
    })
  })
})

describe('the Dockerfile', () => {
  const steps = dockerfile.split('\n').filter((line) => /^[A-Z]+ /.test(line))

  it('installs every workspace before it copies the sources', () => {
    const workspaces = globSync('{apps,packages}/*/package.json', { cwd: import.meta.dirname })
    const copied = steps.slice(0, steps.indexOf('RUN npm ci')).join('\n')
    for (const workspace of workspaces) expect(copied).toContain(`COPY ${workspace} `)
  })

  it('copies only what exists or is built', () => {
    const built = ['node_modules', 'apps/web/dist']
    const paths = steps.flatMap((step) => /^COPY --from=build \/app\/(\S+)/.exec(step)?.[1] ?? [])
    expect(paths.length).toBeGreaterThan(4)
    const missing = paths.filter((path) => !existsSync(join(import.meta.dirname, path)))
    expect(missing.filter((path) => !built.includes(path))).toEqual([])
  })

  it('runs the server on Node 24 as a user without rights, watched', () => {
    const last = steps.slice(steps.lastIndexOf('FROM node:24-slim'))
    expect(last.length).toBeGreaterThan(5)
    expect(last).toContain('USER node')
    expect(last.findIndex((step) => step.startsWith('USER'))).toBeGreaterThan(
      last.findIndex((step) => step.startsWith('RUN')),
    )
    expect(last.some((step) => step.startsWith('HEALTHCHECK'))).toBe(true)
    expect(last.at(-1)).toBe('CMD ["node", "apps/api/src/server.ts"]')
    expect(dockerfile).toContain('/api/health')
  })

  it('takes nothing into the image that belongs to this machine', () => {
    const ignored = read('.dockerignore').split('\n')
    expect(ignored).toEqual(
      expect.arrayContaining(['.git', '**/node_modules', '**/dist', 'data', 'data-demo']),
    )
  })
})
