import type { Compression } from '../coding/compression.ts';
import type { FaxPage, PageResolution } from '../page/raster.ts';

export type ModemFamily = 'v27ter' | 'v29' | 'v17';

export interface T30Capabilities {
  /** 2400..14400. */
  readonly maxBitRate: number;
  readonly modems: readonly ModemFamily[];
  readonly ecm: boolean;
  /** A receiver that wants short frames says so (DIS bit 7); 256 when left out. */
  readonly ecmFrameOctets?: 64 | 256;
  /** MMR goes with error correction only (T.30 table 2, bit 31). */
  readonly compressions: readonly Compression[];
  readonly resolutions: readonly PageResolution[];
  /** Widths at 204 dots an inch: 1728, 2048, 2432. */
  readonly widthsPx: readonly number[];
  /** What a receiver needs for a row without error correction; 0 when left out. */
  readonly minScanLineMs?: number;
  /** Takes SUB, SID and PWD (DIS bits 49 and 50). */
  readonly subAddressing?: boolean;
  /** Says in DIS that the machine speaks T.38 (bit 3). */
  readonly t38?: boolean;
}

/** Pages in dots, asked for when they are needed. */
export interface T30Document {
  readonly pageCount: number;
  /** Synchronous and pure: the same page for the same index, which counts from 0. */
  page(index: number): FaxPage;
}

/** What the far end said of itself; each at most 20 characters. */
export interface T30Identification {
  /** CSI, TSI or CIG. */
  readonly stationId?: string;
  /** SUB. */
  readonly subAddress?: string;
  /** PWD. */
  readonly password?: string;
  /** SID. */
  readonly senderId?: string;
  /** SEP. */
  readonly selectivePolling?: string;
  /** NSF: the T.35 country code and the octets behind it. */
  readonly nonStandard?: { readonly country: number; readonly octets: Uint8Array };
}

export interface T30Options {
  readonly role: 'originate' | 'answer';
  /** CSI, TSI, CIG: up to 20 characters. */
  readonly stationId: string;
  readonly capabilities: T30Capabilities;
  /** Originate: sent to the far end. Answer: ready to be polled. `firstPage` counts from 0 and is where a resumed fax goes on. */
  readonly transmit?: { readonly document: T30Document; readonly firstPage: number };
  /** Answer: takes what is sent. Originate: polls, after its own document if it has one. */
  readonly receive?: boolean;
  readonly subAddress?: string;
  readonly password?: string;
  readonly senderId?: string;
  readonly selectivePolling?: string;
  /** Refuses a far end by what it says of itself; asked when it wants to send, or to poll. */
  readonly accept?: (identification: T30Identification) => boolean;
  /** With error correction a page is confirmed only after `T30Call.stored`; until then its sender is told to wait (RNR). */
  readonly confirmsStored?: boolean;
  /** Pages taken in one call; {@link MAX_PAGES} when left out. */
  readonly maxPages?: number;
}

/** A fax of more pages is somebody's mistake, or somebody's attack on the disk. */
export const MAX_PAGES = 500;
