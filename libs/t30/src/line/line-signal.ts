import type { ImageModem } from './modem.ts';

/**
 * What a fax machine hears, whatever carries it (T.38 packets, or modems over audio). Octets have the first bit on the
 * line in the top bit.
 */
export type LineSignal =
  | { readonly type: 'tone'; readonly tone: 'cng' | 'ced' }
  /** Flags of V.21, or the training of an image modem. Repeated ones of the same burst are told once. */
  | { readonly type: 'carrier'; readonly modem: 'v21' | ImageModem; readonly training?: 'long' | 'short' }
  /** One HDLC frame from its address to the end of its information field, without FCS. `intact`: the FCS was right and nothing was lost in it. */
  | { readonly type: 'frame'; readonly modem: 'v21' | ImageModem; readonly octets: Uint8Array; readonly intact: boolean }
  /** Bits without frames: a training check, or an image without error correction. */
  | { readonly type: 'image'; readonly modem: ImageModem; readonly octets: Uint8Array }
  /** The carrier or tone that was heard has ended. */
  | { readonly type: 'silence' };
