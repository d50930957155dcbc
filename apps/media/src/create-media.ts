import { UserAgent, openUdpTransport } from '@faxwire/sip';
import { Media } from './media.ts';
import type { MediaDependencies } from './media-dependency.ts';

const USER_AGENT = 'Faxwire';
/** A call ended long ago may still wait for its last acknowledgement; the channel limits bound the live ones. */
const MAX_CALLS = 2_000;

/** Binds the SIP port. Rejects when it is taken, or when the trunks contradict each other. */
export async function createMedia(dependencies: MediaDependencies): Promise<Media> {
  const { sip, clock, random } = dependencies;
  const transport = await openUdpTransport(sip);
  const advertised = { host: sip.advertisedHost ?? transport.local.host, port: transport.local.port };
  const userAgent = new UserAgent({ transport, clock, random, advertised, userAgentHeader: USER_AGENT, limits: { maxCalls: MAX_CALLS } });
  try {
    return new Media(dependencies, userAgent);
  } catch (error) {
    await userAgent.close({ graceMs: 0 });
    throw error;
  }
}
