import { AddressList, DigestGuard, SystemDns, UserAgent, type AdmissionOptions } from '@faxwire/sip';
import { Media } from './media.ts';
import type { MediaDependencies } from './media-dependency.ts';
import { openTransport } from './open-transport.ts';
import { SipTraces } from './trace/sip-traces.ts';
import { TrunkWay } from './trunk-way.ts';

const USER_AGENT = 'Faxwire';
/** A call ended long ago may still wait for its last acknowledgement; the channel limits bound the live ones. */
const MAX_CALLS = 2_000;

/** Binds the SIP port. Rejects when it is taken, or when the trunks contradict each other. */
export async function createMedia(dependencies: MediaDependencies): Promise<Media> {
  const { sip, clock, random } = dependencies;
  const transport = await openTransport(sip);
  const dns = new SystemDns({ clock });
  const ways = dependencies.trunks.map((trunk) => new TrunkWay({ trunk, clock, random, dns, logger: dependencies.logger, onHealth: (name, isUp) => dependencies.metrics?.trunkHealth?.(name, isUp) }));
  const advertised = { host: sip.advertisedHost || transport.local.host, port: transport.local.port };
  const sipTraces = new SipTraces({ address: advertised.host, port: advertised.port });
  const userAgent = new UserAgent({ trace: sipTraces.observe, transport, clock, random, advertised, userAgentHeader: USER_AGENT, limits: { maxCalls: MAX_CALLS }, ...admissionOf(dependencies, { ways, realm: advertised.host }) });
  try {
    return new Media(dependencies, userAgent, { ways, sipTraces });
  } catch (error) {
    await userAgent.close({ graceMs: 0 });
    throw error;
  }
}

/** Trunks may call, and whoever is named; of others a scanner sends thousands of calls a day. */
function admissionOf({ sip: { unknownSources, allowedSources, callerAlgorithms }, trunks, clock, random }: MediaDependencies, { ways, realm }: { ways: readonly TrunkWay[]; realm: string }): { admission?: AdmissionOptions } {
  if (unknownSources === undefined) return {};
  const allowed = new AddressList(allowedSources);
  const passwords = new Map(trunks.flatMap(({ callers }) => (callers ? [[callers.username, callers.password]] : [])));
  const askable = new Set(trunks.flatMap(({ name, callers }) => (callers ? [name] : [])));
  return {
    admission: {
      unknownSources,
      isTrusted: ({ host }) => ways.some((way) => way.has(host)) || allowed.has(host),
      mustAuthenticate: ({ host }) => ways.some((way) => askable.has(way.name) && way.has(host)),
      guard: new DigestGuard({ realm, clock, random, ...(callerAlgorithms && { algorithms: callerAlgorithms }), passwordOf: (username) => passwords.get(username) }),
    },
  };
}
