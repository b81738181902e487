const MOST = 20 // pages

/** Opens an address, follows where it leads, with cookies, and answers which address under `until` it ends at. */
export async function visitAsBrowser(address: string, until: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(address)
  for (let page = 0; page < MOST; page++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`${url.pathname}: ${response.status} ${await response.text()}`)
    url = new URL(location, url)
    if (url.href.startsWith(until)) return url
  }
  throw new Error(`${address} leads on and on.`)
}
