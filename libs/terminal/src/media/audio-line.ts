import type { Socket } from 'node:dgram';
import type { AudioCodec } from './g711.ts';
import type { MediaAddress } from './media-socket.ts';
import type { RtpPosition } from './rtp-sender.ts';

/** A call's port, given away: whoever takes it sends and hears on it, and closes it. */
export interface AudioLine {
  readonly socket: Socket;
  readonly remote: MediaAddress;
  readonly codec: AudioCodec;
  /** Where the stream that was sent on it stands. */
  readonly position: RtpPosition;
}
