import type { WebhookUrlRefusalCode } from '@faxwire/tenancy';
import type { NetworkErrorCode } from './network-error.ts';

export type DownloadRefusalCode =
  | WebhookUrlRefusalCode
  | NetworkErrorCode
  /** The caller no longer wanted it. */
  | 'stopped'
  /** More bytes than were allowed, announced or sent. */
  | 'too_large'
  /** An answer that leads elsewhere. It is not followed: where to would be the far side's choice. */
  | 'redirected'
  /** Any other answer that is not a file. */
  | 'not_answered_with_a_file';

export interface DownloadRefusal {
  readonly ok: false;
  readonly code: DownloadRefusalCode;
  readonly reason: string;
}

/** What the body of a download ends with where it cannot be read to its end. */
export class DownloadBroken extends Error {
  override readonly name = 'DownloadBroken';
  readonly code: DownloadRefusalCode;

  constructor({ code, reason }: DownloadRefusal) {
    super(reason);
    this.code = code;
  }
}

const REASONS: Partial<Record<DownloadRefusalCode, string>> = {
  timeout: 'The file did not arrive in time.',
  stopped: 'The download was stopped.',
  too_large: 'The file is too large.',
  redirected: 'The server answered with a redirect, which is not followed: give the final URL.',
  tls_error: 'The certificate of the server could not be verified.',
  connection_refused: 'The server refused the connection.',
};

/** @param detail says more than the code alone */
export function refuseDownload(code: DownloadRefusalCode, detail?: string): DownloadRefusal {
  return { ok: false, code, reason: detail ?? REASONS[code] ?? 'The server could not be reached, or broke off.' };
}
