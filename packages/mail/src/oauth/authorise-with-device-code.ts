import { genericGrantRequest, initiateDeviceAuthorization, ResponseBodyError } from 'openid-client'
import { MailServerError } from '../network/mail-server-error.ts'
import type { OAuthClient, OAuthOptions, OAuthTokens } from './oauth-client.ts'
import { asking } from './oauth-error.ts'
import { openProvider } from './open-provider.ts'
import { pageAddress } from './provider-fetch.ts'
import { tokensOf } from './tokens-of.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
const USUAL_INTERVAL = 5 // seconds, RFC 8628 §3.2
const SLOWER = 5 // seconds, RFC 8628 §3.5

/** What a person does elsewhere: opens the page and types the code. `deviceCode` is a secret. */
export type DeviceAuthorisation = {
  deviceCode: string
  userCode: string
  verificationUri: string
  /** The same page with the code already in it. */
  verificationUriComplete: string | undefined
  expiresAt: Date
  /** Seconds to wait between two questions. */
  interval: number
}

/** Begins to authorise with a code (RFC 8628 §3.1). @throws {MailServerError} */
export async function startWithDeviceCode(
  client: OAuthClient,
  { now, ...options }: OAuthOptions & { now: Date },
): Promise<DeviceAuthorisation> {
  return asking(async () => {
    const configuration = await openProvider(client, options)
    if (!configuration.serverMetadata().device_authorization_endpoint)
      throw new MailServerError('refused', 'The provider gives no codes for other devices.')
    const answer = await initiateDeviceAuthorization(configuration, { scope: client.scope })
    const { verification_uri_complete: complete } = answer
    return {
      deviceCode: answer.device_code,
      userCode: answer.user_code,
      verificationUri: pageAddress(answer.verification_uri),
      verificationUriComplete: complete === undefined ? undefined : pageAddress(complete),
      expiresAt: new Date(now.getTime() + answer.expires_in * 1000),
      interval: answer.interval ?? USUAL_INTERVAL,
    }
  })
}

/** Still to be asked again, after so many seconds, or done. */
export type DevicePoll = { waitSeconds: number } | { tokens: OAuthTokens }

/**
 * Asks once whether the code was entered (RFC 8628 §3.4).
 * @param interval seconds between two questions so far; a server that is asked too often makes it longer.
 * @throws {MailServerError} `authorisation` when the person declined or the code has expired.
 */
export async function pollDeviceCode(
  client: OAuthClient,
  { deviceCode, interval }: Pick<DeviceAuthorisation, 'deviceCode' | 'interval'>,
  { now, ...options }: OAuthOptions & { now: Date },
): Promise<DevicePoll> {
  return asking(async () => {
    const configuration = await openProvider(client, options)
    try {
      const parameters = { device_code: deviceCode }
      const answer = await genericGrantRequest(configuration, GRANT, parameters)
      return { tokens: tokensOf(answer, now) }
    } catch (error) {
      if (!(error instanceof ResponseBodyError)) throw error
      if (error.error === 'authorization_pending') return { waitSeconds: interval }
      if (error.error === 'slow_down') return { waitSeconds: interval + SLOWER }
      throw error
    }
  })
}
