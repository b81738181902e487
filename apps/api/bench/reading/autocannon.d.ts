declare module 'autocannon' {
  interface Load {
    url: string
    connections: number
    duration: number // seconds
    headers: Record<string, string>
  }
  interface Outcome {
    requests: { average: number } // a second
    errors: number
    non2xx: number
  }
  export default function autocannon(load: Load): Promise<Outcome>
}
