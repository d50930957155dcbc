import { refusedMedia } from './media.ts';
import { serialiseSdp } from './serialise-sdp.ts';
import type { MediaDescription } from './description.ts';

export interface LocalDescriptionOptions {
  /** Address of our media, in o= and c=. */
  readonly address: string;
  /** A number unique to the call (RFC 8866 5.2), e.g. milliseconds since 1970. */
  readonly sessionId: number;
  readonly username?: string;
}

/**
 * Our side of one call's SDP. The o= version goes up by one when the media differ from those last described and stays
 * when they do not, so that a session refresh is byte for byte the same (RFC 3264 8).
 */
export class LocalDescription {
  readonly #options: LocalDescriptionOptions;
  #version = 0;
  #last = '';
  #media: readonly MediaDescription[] = [];

  constructor(options: LocalDescriptionOptions) {
    this.#options = options;
  }

  /** Sections once described stay, with port 0 when left out: their number never goes down (RFC 3264 8). */
  describe(media: readonly MediaDescription[]): string {
    const sections = [...media, ...this.#media.slice(media.length).map(refusedMedia)];
    const same = this.#write(sections);
    if (same === this.#last) return same;
    this.#version++;
    this.#media = sections;
    this.#last = this.#write(sections);
    return this.#last;
  }

  #write(media: readonly MediaDescription[]): string {
    const { address, sessionId, username = '-' } = this.#options;
    const connection = { addressType: address.includes(':') ? 'IP6' : 'IP4', address } as const;
    const origin = { username, sessionId: String(sessionId), sessionVersion: String(this.#version), ...connection };
    return serialiseSdp({ origin, sessionName: '-', connection, attributes: [], media });
  }
}
