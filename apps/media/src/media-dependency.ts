import type { CallDirection, EndedCall, FaxTransport, LineMetrics, PacketFate } from '@faxwire/platform';
import type { Clock, Random } from '@faxwire/sip';
import type { AudioTerminalFactory, FaxTerminalFactory } from '@faxwire/terminal';
import type { TrunkConfiguration } from '@faxwire/trunks';

export interface MediaDependencies {
  readonly trunks: readonly TrunkConfiguration[];
  /** Where SIP and media are bound; port 0 takes a free one. */
  readonly sip: {
    readonly host: string;
    readonly port: number;
    /** An IPv6 address besides an IPv4 `host`, on the same port: both families at once. */
    readonly host6?: string;
    /** The IP address that far ends reach us at, where it is not `host` (bound to 0.0.0.0, behind an address translator). */
    readonly advertisedHost?: string;
    /** TCP on the same port. */
    readonly tcp?: boolean;
    /** PEM files; without a certificate there is no TLS. */
    readonly tlsPort?: number;
    readonly tlsCertFile?: string;
    readonly tlsKeyFile?: string;
    readonly tlsCaFile?: string;
    /** What addresses that belong to no trunk get; everybody may call where it is left out. */
    readonly unknownSources?: 'ignore' | 'refuse' | 'challenge';
    /** Of the challenges to callers, in their order. */
    readonly callerAlgorithms?: readonly string[];
    /** Addresses and networks besides those of the trunks that may call. */
    readonly allowedSources?: readonly string[];
  };
  /** First and last UDP port for media, one port a call; any free one where it is left out. */
  readonly mediaPortRange?: readonly [first: number, last: number];
  readonly terminals: FaxTerminalFactory;
  /** For calls that stay audio; without them those fail. */
  readonly audioTerminals?: AudioTerminalFactory;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger?: MediaLogger;
  readonly metrics?: MediaMetrics;
  readonly failPoint?: MediaFailPoint;
  readonly withSpan?: WithSpan;
  /** How long a fax may transmit, seconds of the far end's time. */
  readonly maxCallSeconds?: number;
  /** Faxes that may wait for a channel of one trunk. */
  readonly maxWaiting?: number;
}

/** What a call may be charged for at most. A page takes a minute at worst; more pages than that come in another attempt. */
export const DEFAULT_MAX_CALL_SECONDS = 3_600;
/** Beyond this a wait takes hours; the attempts are better kept where they are durable. */
export const DEFAULT_MAX_WAITING = 1_000;

export interface MediaLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What each call adds. */
export interface CallMetrics {
  readonly line?: Pick<LineMetrics, 'callMoved' | 'pageReceived' | 'troubled'>;
  pagesConfirmed?(count?: number): void;
  callEnded?(call: EndedCall): void;
  mediaPackets?(transport: FaxTransport, fates: Readonly<Partial<Record<PacketFate, number>>>): void;
  audioHeard?(call: { readonly jitterMs: number; readonly slipMs: number }): void;
  pageRate?(direction: CallDirection, bitRate: number): void;
}

export interface MediaMetrics extends CallMetrics {
  /** Whether the carrier answers when it is asked; see a trunk's `optionsSeconds`. */
  trunkHealth?(trunk: string, isUp: boolean): void;
  channels(trunk: string, use: { readonly inUse: number; readonly limit: number }): void;
  /** Of one port, at the end of its call. */
  mediaStrays?(counted: Readonly<Record<'foreign' | 'latched' | 'faults', number>>): void;
  mediaPortsExhausted?(): void;
}

/** Ends the process in crash tests; see FAXWIRE_FAILPOINT. */
export type MediaFailPoint = (name: 'before_invite' | 'mid_page' | 'after_last_mcf') => void | Promise<void>;

export interface CallSpan {
  setAttribute(name: string, value: string | number | boolean): unknown;
}

/** Runs work in a span of the trace under way. */
export type WithSpan = <Result>(
  name: string,
  options: { readonly attributes: Record<string, string | number | boolean>; readonly faxId: string; readonly kind: 'CLIENT' },
  work: (span: CallSpan) => Promise<Result>,
) => Promise<Result>;
