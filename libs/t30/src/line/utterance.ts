import type { ImageModem, Training } from './modem.ts';

/** What a fax machine says. One at a time: the line tells when the last bit of it has left (`said`). Octets as in LineSignal. */
export type Utterance =
  /** CNG goes on until something else is said or heard; CED lasts its 3 s and is followed by its own 75 ms of silence. */
  | { readonly type: 'tone'; readonly tone: 'cng' | 'ced' }
  | { readonly type: 'pause'; readonly durationMs: number }
  /** V.21: a preamble of one second, then the frames. */
  | { readonly type: 'command'; readonly frames: readonly Uint8Array[] }
  /** A training check or a page without error correction. */
  | { readonly type: 'image'; readonly modem: ImageModem; readonly training: Training; readonly octets: Uint8Array }
  /** A partial page with error correction. `frames` are its FCD frames and the three RCP behind them: the line adds none. */
  | { readonly type: 'frames'; readonly modem: ImageModem; readonly training: Training; readonly frames: readonly Uint8Array[] };

/** Only a training check trains long without frames: an image without error correction follows one, and trains short (T.30 5.3.2.1). */
export function isTrainingCheck(utterance: Utterance): boolean {
  return utterance.type === 'image' && utterance.training === 'long';
}
