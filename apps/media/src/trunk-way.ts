import { isIP, isIPv6 } from 'node:net';
import {
  DigestAccount, FlowKeeper, OptionsProbe, Registration, TargetRest, resolveTargets,
  type Clock, type Destination, type DnsLookup, type Random, type Remote, type UserAgent,
} from '@faxwire/sip';
import type { TrunkConfiguration } from '@faxwire/trunks';
import type { MediaLogger } from './media-dependency.ts';

export interface TrunkWayOptions {
  readonly trunk: TrunkConfiguration;
  readonly clock: Clock;
  readonly random: Random;
  readonly dns: DnsLookup;
  readonly logger?: MediaLogger | undefined;
  readonly onHealth?: ((trunk: string, isUp: boolean) => void) | undefined;
}

/** A server that failed is tried after the others for so long. */
const REST_MS = 60_000;
const SIP_PORT = 5060;

/** How the servers of a trunk are reached: where they are, who we are to them, and whether they are there. */
export class TrunkWay {
  readonly account: DigestAccount | undefined;
  readonly #options: TrunkWayOptions;
  readonly #rest: TargetRest;
  readonly #addresses = new Set<string>();
  #registration: Registration | undefined;
  #probe: OptionsProbe | undefined;
  #keeper: FlowKeeper | undefined;

  constructor(options: TrunkWayOptions) {
    const { trunk, clock, random } = options;
    this.#options = options;
    this.#rest = new TargetRest(clock, REST_MS);
    this.account = trunk.credentials && new DigestAccount(trunk.credentials, random);
    if (isIP(trunk.host) !== 0) this.#addresses.add(trunk.host);
  }

  get name(): string {
    return this.#options.trunk.name;
  }

  /** Whether one of the servers found so far has this address. */
  has(address: string): boolean {
    return this.#addresses.has(address);
  }

  /** In the order to try them; never empty, for the system may know the name otherwise than by the DNS. */
  async hops(): Promise<readonly [Remote, ...Remote[]]> {
    const { trunk: { host, port, transport }, dns, random } = this.#options;
    const wanted = port === 0 ? { host, ...(transport !== 'udp' && { transport }) } : { host, port, transport };
    const found = (await resolveTargets(wanted, { dns, random, transports: [transport] })).filter((target) => this.#isOfFamily(target.host));
    for (const target of found) this.#addresses.add(target.host);
    const [first = { host, port: port || SIP_PORT, transport }, ...others] = this.#rest.ordered(found);
    return [first, ...others];
  }

  #isOfFamily(host: string): boolean {
    const { family } = this.#options.trunk;
    return family === undefined || isIP(host) === 0 || isIPv6(host) === (family === 'ipv6');
  }

  note(hop: Remote, outcome: 'answered' | 'failed'): void {
    this.#rest.note(hop, outcome);
  }

  start(userAgent: UserAgent): void {
    const { trunk, clock, random } = this.#options;
    const common = {
      clock, random, domain: trunk.host, user: trunk.credentials?.username ?? trunk.callerNumber,
      ask: userAgent.ask.bind(userAgent), destination: () => this.#destination(), ...(this.account && { account: this.account }),
    };
    if (isIP(trunk.host) === 0) void this.hops();
    if (trunk.registerSeconds !== undefined) {
      this.#registration = new Registration({ ...common, expiresSeconds: trunk.registerSeconds, onState: (state) => this.#log(`registration ${state.kind}`, state) });
      void this.#registration.start();
      userAgent.whenFlowFails((flow) => this.#flowFailed(flow));
    }
    if (trunk.keepAliveMs !== undefined) {
      this.#keeper = new FlowKeeper({ clock, random, intervalMs: trunk.keepAliveMs, hop: async () => (await this.hops())[0], ping: (hop) => userAgent.keepAlive(hop) });
      this.#keeper.start();
    }
    if (trunk.probeMs !== undefined) {
      // Until it is known otherwise, as calls are tried in any case.
      this.#options.onHealth?.(trunk.name, true);
      this.#probe = new OptionsProbe({ ...common, intervalMs: trunk.probeMs, onChange: (isUp) => this.#changed(isUp) });
      void this.#probe.start();
    }
  }

  async stop(): Promise<void> {
    this.#keeper?.stop();
    this.#probe?.stop();
    await this.#registration?.stop();
  }

  async #destination(): Promise<Destination> {
    return { hops: await this.hops(), hopTimeoutMs: this.#options.trunk.inviteTimeoutMs, onHop: (hop, outcome) => this.note(hop, outcome) };
  }

  #flowFailed(flow: Remote): void {
    const { trunk } = this.#options;
    if (flow.transport !== trunk.transport || !(this.has(flow.host) || flow.host === trunk.host)) return;
    this.#log('the connection to the trunk broke', {});
    this.#registration?.flowFailed();
  }

  #changed(isUp: boolean): void {
    const { trunk, onHealth } = this.#options;
    onHealth?.(trunk.name, isUp);
    this.#log(isUp ? 'the trunk answers again' : 'the trunk does not answer', {});
  }

  #log(message: string, fields: object): void {
    const { logger, trunk } = this.#options;
    logger?.info({ trunk: trunk.name, ...fields }, message);
  }
}
