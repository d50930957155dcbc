/** One `a=` line: `T38FaxVersion:0` is `['T38FaxVersion', '0']`, `sendrecv` is `['sendrecv', undefined]`. */
export type SdpAttribute = readonly [name: string, value: string | undefined];

export interface SdpConnection {
  readonly addressType: 'IP4' | 'IP6';
  readonly address: string;
}

/** One `m=` section. `port` 0 means refused or taken away. */
export interface MediaDescription {
  /** `audio`, `image`; in lower case. */
  readonly type: string;
  readonly port: number;
  /** As written: `RTP/AVP`, `udptl`. */
  readonly protocol: string;
  /** Payload types, or `t38`. */
  readonly formats: readonly string[];
  readonly connection?: SdpConnection;
  readonly attributes: readonly SdpAttribute[];
}

export interface SdpOrigin {
  readonly username: string;
  readonly sessionId: string;
  readonly sessionVersion: string;
  readonly addressType: 'IP4' | 'IP6';
  readonly address: string;
}

/** RFC 8866, as far as calls use it. Times are always `0 0`; bandwidth and key lines are not kept. */
export interface SessionDescription {
  readonly origin: SdpOrigin;
  readonly sessionName: string;
  readonly connection?: SdpConnection;
  readonly attributes: readonly SdpAttribute[];
  readonly media: readonly MediaDescription[];
}

export type SdpFailureCode =
  | 'too_large'
  | 'bad_line'
  | 'bad_version'
  | 'bad_origin'
  | 'bad_connection'
  | 'bad_media'
  | 'no_media'
  | 'too_many_media';

export type SdpResult =
  | { readonly ok: true; readonly description: SessionDescription }
  | { readonly ok: false; readonly code: SdpFailureCode; readonly reason: string };

export function attributeOf({ attributes }: { attributes: readonly SdpAttribute[] }, name: string): string | undefined {
  const lower = name.toLowerCase();
  return attributes.find(([candidate]) => candidate.toLowerCase() === lower)?.[1];
}

export function hasAttribute({ attributes }: { attributes: readonly SdpAttribute[] }, name: string): boolean {
  const lower = name.toLowerCase();
  return attributes.some(([candidate]) => candidate.toLowerCase() === lower);
}
