import type { FaxMode, T38Use } from '@faxwire/fax';

export type TrunkTransport = 'udp' | 'tcp' | 'tls';

export interface TrunkCredentials {
  readonly username: string;
  readonly password: string;
}

/** A way out to the telephone network: one SIP peer, with its limits and habits. */
export interface TrunkConfiguration {
  readonly name: string;
  readonly host: string;
  /** 0: as the NAPTR and SRV records of the host say. */
  readonly port: number;
  readonly transport: TrunkTransport;
  /** Of the addresses of its servers only those of one family are used; any where it is left out. */
  readonly family?: 'ipv4' | 'ipv6';
  /** Who we are to the carrier, where it asks. */
  readonly credentials?: TrunkCredentials;
  /** Who the carrier has to be to us when it calls; its address is enough where this is left out. */
  readonly callers?: TrunkCredentials;
  /** Tell the carrier where we are, for so many seconds at a time; it knows without where this is left out. */
  readonly registerSeconds?: number;
  /** Keep the way to the carrier open by line ends, so often; not at all where this is left out. */
  readonly keepAliveMs?: number;
  /** Ask the carrier whether it is there, so often; not at all where this is left out. */
  readonly probeMs?: number;
  /** Shown to the far end, E.164. */
  readonly callerNumber: string;
  /** Calls at once that the carrier sold us. */
  readonly channels: number;
  /** Calls at a time to one number; 0: any. */
  readonly callsPerNumber: number;
  /** Calls that may begin in a second; a burst beyond it is spread. */
  readonly callsPerSecond: number;
  /** Offered in this order. */
  readonly codecs: readonly AudioCodec[];
  /** How long the far end may ring, ms of its own time. */
  readonly ringTimeoutMs: number;
  /** How long the carrier may leave an INVITE without any response, ms. */
  readonly inviteTimeoutMs: number;
  readonly t38: TrunkT38;
  /** Whether media may come from elsewhere than its SDP says, for peers behind an address translator; never by default. */
  readonly mediaLatch?: 'same-host' | 'any-host';
  /** Which 3xx are followed; none where it is left out. */
  readonly redirects?: TrunkRedirects;
  /** The numbers that it serves, by how they begin; the longest match wins. An empty list serves all. */
  readonly prefixes: readonly string[];
  /** Which faxes may use it: the sandbox carrier takes `test` and nothing else, a carrier `live`. */
  readonly modes: readonly FaxMode[];
  /** How many times as fast as ours the far end's clock runs: 1, but for the sandbox carrier. */
  readonly timeFactor: number;
  /** Numbers of this trunk whose clock is ours all the same. */
  readonly realTimeNumbers: readonly string[];
  /** The name of a header that tells the far end our fax id. For the sandbox carrier only: nobody else needs to know. */
  readonly faxIdHeader?: string;
  /** As above, for the attempt. */
  readonly attemptIdHeader?: string;
}

export type AudioCodec = 'PCMU' | 'PCMA';

/** Audio that becomes T.38 later, T.38 at once, or both for the far end to choose from. */
export type FirstOffer = 'audio' | 't38' | 'both';

export interface TrunkRedirects {
  /** Where a 3xx may send a call; any other ends it. A far end must not send calls to numbers that cost. */
  readonly hosts: readonly string[];
  /** In one call. */
  readonly max: number;
}

export interface TrunkT38 {
  /** Whether a fax goes on as audio over G.711 where T.38 is refused, or begins so. */
  readonly use: T38Use;
  /** What the first INVITE offers; left out: audio, as nearly every far end expects. */
  readonly firstOffer?: FirstOffer;
  /** Highest rate offered in T.38, bit/s. */
  readonly maxBitRate: number;
  readonly ecm: boolean;
  /** Older packets repeated in each datagram (UDPTL redundancy). */
  readonly redundancy: number;
  /** Longest datagram that we take, bytes (T38FaxMaxDatagram). */
  readonly maxDatagramBytes: number;
}

/** What most carriers work with; a configuration overrides what it must. */
export const TRUNK_DEFAULTS: Omit<TrunkConfiguration, 'name' | 'host' | 'port' | 'callerNumber' | 'modes'> = {
  transport: 'udp',
  channels: 10,
  // Most fax machines have one line: a second call would find it busy.
  callsPerNumber: 1,
  // What most carriers accept without asking.
  callsPerSecond: 5,
  codecs: ['PCMU', 'PCMA'],
  ringTimeoutMs: 60_000,
  // Timer B (32 s) is too long to wait for a dead carrier: by then four retransmissions went unanswered.
  inviteTimeoutMs: 10_000,
  // 400 is what deployed gateways declare; redundancy 3 lost no call at 10 % loss.
  t38: { use: 'then-g711', maxBitRate: 14_400, ecm: true, redundancy: 3, maxDatagramBytes: 400 },
  prefixes: [],
  timeFactor: 1,
  realTimeNumbers: [],
};
