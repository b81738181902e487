import type { Adapter, AdapterPayload } from 'oidc-provider'

type Kind = { name: string; records: Map<string, AdapterPayload> }

/** Everything that one provider of a test remembers, by kind; the library's own memory is shared by all. */
export class ProviderRecords {
  readonly #kinds = new Map<string, Kind>()

  adapter = (name: string): Adapter => new MapAdapter(this, name)

  of(name: string): Map<string, AdapterPayload> {
    const kind = this.#kinds.get(name) ?? { name, records: new Map() }
    this.#kinds.set(name, kind)
    return kind.records
  }

  forgetGrant(grantId: string): void {
    for (const { records } of this.#kinds.values())
      for (const [id, record] of records) if (record.grantId === grantId) records.delete(id)
  }
}

class MapAdapter implements Adapter {
  readonly #all: ProviderRecords
  readonly #records: Map<string, AdapterPayload>

  constructor(all: ProviderRecords, name: string) {
    this.#all = all
    this.#records = all.of(name)
  }

  async upsert(id: string, payload: AdapterPayload): Promise<undefined> {
    this.#records.set(id, payload)
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#records.get(id)
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return [...this.#records.values()].find((record) => record.userCode === userCode)
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...this.#records.values()].find((record) => record.uid === uid)
  }

  async consume(id: string): Promise<undefined> {
    const record = this.#records.get(id)
    if (record) record.consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<undefined> {
    this.#records.delete(id)
  }

  async revokeByGrantId(grantId: string): Promise<undefined> {
    this.#all.forgetGrant(grantId)
  }
}
