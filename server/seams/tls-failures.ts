/** Why a connection by TLS came to nothing. */
export type TlsFailure = 'notTrusted' | 'otherName' | 'outOfDate' | 'noTls'

const byCode: Readonly<Record<string, TlsFailure>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'notTrusted',
  HOSTNAME_MISMATCH: 'otherName',
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
  CERT_HAS_EXPIRED: 'outOfDate',
  CERT_NOT_YET_VALID: 'outOfDate',
  EPROTO: 'noTls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'noTls',
}

/**
 * What a code of Node says of the other side's certificate; null: the failure is another one.
 *
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
export function readTlsFailure(code: string): TlsFailure | null {
  return byCode[code] ?? (/CERT|SELF_SIGNED|INVALID_CA|TLS|SSL/.test(code) ? 'notTrusted' : null)
}
