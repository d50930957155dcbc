/** `no_port`: every port of the range is taken. `invalid_remote`: not an IP address with a port. `bind_failed`: see the message. */
export type MediaErrorCode = 'no_port' | 'invalid_remote' | 'bind_failed';

export class MediaError extends Error {
  constructor(
    readonly code: MediaErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'MediaError';
  }
}
