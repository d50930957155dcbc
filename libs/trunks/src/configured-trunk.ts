import { SANDBOX_LINE } from './sandbox-line.ts';
import { TRUNK_DEFAULTS, type FirstOffer, type TrunkConfiguration, type TrunkRedirects, type TrunkTransport } from './trunk.ts';

/** A carrier's trunk as the configuration file describes it. */
export interface ConfiguredTrunk {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly transport: TrunkTransport;
  readonly family?: 'any' | 'ipv4' | 'ipv6';
  readonly username: string;
  readonly password: string;
  readonly callerUsername?: string;
  readonly callerPassword?: string;
  readonly registerSeconds: number;
  readonly keepAliveSeconds?: number;
  readonly optionsSeconds: number;
  readonly callerNumber: string;
  readonly channels: number;
  readonly callsPerNumber: number;
  readonly codecs: TrunkConfiguration['codecs'];
  readonly ringTimeoutSeconds: number;
  readonly redirects: TrunkRedirects;
  readonly t38: { readonly use: TrunkConfiguration['t38']['use']; readonly firstOffer: FirstOffer; readonly maxBitRate: number; readonly ecm: boolean; readonly redundancy: number; readonly maxDatagram: number };
  readonly prefixes: readonly string[];
  readonly mediaLatch?: 'never' | 'same-host' | 'any-host';
}

/** A trunk for live faxes. */
export function carrierTrunk(configured: ConfiguredTrunk): TrunkConfiguration {
  const { ringTimeoutSeconds, mediaLatch = 'never', family = 'any', username, password, callerUsername = '', callerPassword = '', registerSeconds, keepAliveSeconds = 0, optionsSeconds, t38: { maxDatagram, ...t38 }, ...rest } = configured;
  return {
    ...TRUNK_DEFAULTS,
    ...rest,
    ...(family !== 'any' && { family }),
    ...(username !== '' && { credentials: { username, password } }),
    ...(callerUsername !== '' && { callers: { username: callerUsername, password: callerPassword } }),
    ...(registerSeconds > 0 && { registerSeconds }),
    ...(keepAliveSeconds > 0 && { keepAliveMs: keepAliveSeconds * 1000 }),
    ...(optionsSeconds > 0 && { probeMs: optionsSeconds * 1000 }),
    ringTimeoutMs: ringTimeoutSeconds * 1000,
    t38: { ...t38, maxDatagramBytes: maxDatagram },
    modes: ['live'],
    ...(mediaLatch !== 'never' && { mediaLatch }),
  };
}

/** Where the sandbox carrier shows no number of ours: one that nobody has. */
export const SANDBOX_CALLER = '+19995550000';
/** The name of the trunk to the sandbox carrier, and from it. */
export const SANDBOX_TRUNK = 'sandbox';
/**
 * Both ends of a sandbox call run in one house, each packet of it `speed` times as often as in life. Two cores keep
 * some eighty real-time calls in step; beyond that the machines' timers run out on each other.
 */
const CALLS_IN_REAL_TIME = 80;
const MIN_CHANNELS = 2;

/** The trunk to the sandbox carrier: test faxes alone, on its clock. */
export function sandboxTrunk(carrier: {
  readonly host: string;
  readonly port: number;
  readonly speed: number;
  readonly channels?: number;
}): TrunkConfiguration {
  const { speed, channels = Math.max(Math.floor(CALLS_IN_REAL_TIME / speed), MIN_CHANNELS), ...rest } = carrier;
  // Behind a sandbox number there are as many machines as calls.
  return { ...TRUNK_DEFAULTS, ...rest, ...SANDBOX_LINE, callsPerNumber: 0, name: SANDBOX_TRUNK, callerNumber: SANDBOX_CALLER, channels, modes: ['test'], timeFactor: speed };
}
