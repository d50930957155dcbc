import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { UserAgent, openUdpTransport, type IncomingCall } from '@faxwire/sip';
import { MediaSocket } from '@faxwire/terminal';
import { SANDBOX_LINE } from '@faxwire/trunks';
import type { Behaviour, FaxMachine, Refuse } from './behaviour.ts';
import { SandboxCaller, type SandboxCallerOptions } from './caller/sandbox-caller.ts';
import { CallCount } from './call-count.ts';
import { FaxMachineCall } from './fax-machine-call.ts';
import { behaviourOf } from './number.ts';
import { ANSWER_AFTER_MS } from './protocol-limit.ts';
import { losingBye } from './losing-bye.ts';
import { ReceivedFaxStore } from './received-fax-store.ts';
import type { ReceivedFax } from './received-fax.ts';
import type { SandboxOptions } from './sandbox-option.ts';
import { talk } from './voice-call.ts';

/** Faxes whose calls are counted at a time; a count is forgotten long after its fax is done. */
const MAX_COUNTED_FAXES = 10_000;
/** Longer than any id of ours; a stranger's header is cut. */
const MAX_FAX_ID_LENGTH = 64;
/** The id of a fax, and a number. */
const MAX_ATTEMPT_ID_LENGTH = 80;
const MAX_CALL_ID_LENGTH = 128;
/** A caller is a number; whatever else comes is cut. */
const MAX_CALLER_LENGTH = 32;
/** How long live calls get for their BYE at the end, ms. */
const GOOD_BYE_MS = 2_000;

const REAL_TIME = 1;

/** A pretend carrier with real fax machines: SIP and T.38 on loopback, behaviour by number. */
export class Sandbox {
  readonly received: ReceivedFaxStore;
  /** Where it takes calls. */
  readonly address: { readonly host: string; readonly port: number };
  readonly #options: SandboxOptions;
  readonly #userAgent: UserAgent;
  readonly #calls = new CallCount(MAX_COUNTED_FAXES);
  readonly #live = new Set<Promise<void>>();

  private constructor(options: SandboxOptions, parts: { received: ReceivedFaxStore; userAgent: UserAgent; address: Sandbox['address'] }) {
    this.#options = options;
    this.received = parts.received;
    this.address = parts.address;
    this.#userAgent = parts.userAgent;
    this.#userAgent.onInvite = (call) => this.#take(call);
  }

  static async open(options: SandboxOptions): Promise<Sandbox> {
    const received = await ReceivedFaxStore.open(join(options.dataDir, 'sandbox'));
    const transport = losingBye(await openUdpTransport({ host: options.sipHost, port: options.sipPort }));
    const userAgent = new UserAgent({ transport, clock: options.clock, random: options.random, userAgentHeader: 'Faxwire sandbox' });
    return new Sandbox(options, { received, userAgent, address: transport.local });
  }

  /** A machine that calls the house. */
  callerTo(target: SandboxCallerOptions['target'], renderer: SandboxCallerOptions['renderer']): SandboxCaller {
    return new SandboxCaller({ ...this.#options, userAgent: this.#userAgent, target, renderer });
  }

  get liveCalls(): number {
    return this.#live.size;
  }

  /** Hangs up every call and frees the ports. */
  async close(): Promise<void> {
    await this.#userAgent.close({ graceMs: GOOD_BYE_MS });
    await Promise.allSettled(this.#live);
  }

  /** Every call, also those that are not answered: for whoever has to tell what was dialled. */
  #take(call: IncomingCall): void {
    this.#options.logger?.debug(idsOf(call), 'a call came in');
    const { behaviourOf: behaviour = behaviourOf } = this.#options;
    const done = this.#serve(call, behaviour(call.calledUser ?? '')).catch((error: unknown) => {
      this.#options.logger?.warn({ detail: error instanceof Error ? error.message : 'unknown' }, 'a sandbox call broke');
      call.bye();
    });
    this.#live.add(done);
    void done.then(() => this.#live.delete(done));
  }

  async #serve(call: IncomingCall, behaviour: Behaviour): Promise<void> {
    switch (behaviour.kind) {
      case 'refuse':
        return refuseCall(call, behaviour);
      case 'ring':
        call.ring();
        await call.ended;
        return;
      case 'voice':
        if (await this.#pickUp(call, this.#options.speed)) await talk(call, { ...this.#options, host: this.#options.sipHost });
        return;
      case 'fax':
        return this.#serveFax(call, behaviour);
    }
  }

  async #serveFax(call: IncomingCall, machine: FaxMachine): Promise<void> {
    const { faxId } = idsOf(call);
    const before = faxId === undefined ? 0 : this.#calls.add(`${call.calledUser ?? ''} ${faxId}`);
    if (before < machine.busyCalls) {
      call.refuse(486);
      return;
    }
    const speed = machine.realTime ? REAL_TIME : this.#options.speed;
    if (!(await this.#pickUp(call, speed))) return;
    const healed = machine.firstCallOnly && before > 0;
    await this.#receive(call, { machine: healed ? { ...machine, impairments: {} } : machine, speed, faxId });
  }

  /** Rings, and picks up after a while; false when the caller gave up before. */
  async #pickUp(call: IncomingCall, speed: number): Promise<boolean> {
    call.ring();
    let cancel = () => undefined as void;
    const waited = new Promise<boolean>((resolve) => {
      cancel = this.#options.clock.schedule(ANSWER_AFTER_MS / speed, () => resolve(true));
    });
    const pickedUp = await Promise.race([waited, call.ended.then(() => false)]);
    cancel();
    return pickedUp;
  }

  async #receive(call: IncomingCall, how: { machine: FaxMachine; speed: number; faxId: string | undefined }): Promise<void> {
    const { sipHost: host, terminals, clock } = this.#options;
    const socket = await MediaSocket.bind({ host });
    try {
      let fax = this.#begin(call, how.faxId);
      await this.received.begin(fax);
      const tiffPath = this.received.pagesPath(fax.id);
      const onPage = () => {
        fax = { ...fax, pages: fax.pages + 1 };
        this.#options.logger?.debug({ ...idsOf(call), received: fax.id, pages: fax.pages }, 'a page was confirmed');
        this.#note(fax);
      };
      const t30Code = await new FaxMachineCall({ call, socket, terminals, clock, tiffPath, onPage, machine: how.machine, speed: how.speed }).run();
      this.#options.logger?.debug({ ...idsOf(call), received: fax.id, pages: fax.pages, t30Code }, 'a call ended');
      await this.received.record({ ...fax, t30Code, endedOn: new Date().toISOString() });
    } finally {
      await socket.close();
    }
  }

  /** Nothing waits for it: the record is written again at the end of the call. */
  #note(fax: ReceivedFax): void {
    this.received.record(fax).catch((error: unknown) => {
      this.#options.logger?.warn({ detail: String(error) }, 'a sandbox record could not be written');
    });
  }

  #begin(call: IncomingCall, faxId: string | undefined): ReceivedFax {
    return {
      id: randomUUID(),
      number: call.calledUser ?? '',
      caller: (call.callerUser ?? '').slice(0, MAX_CALLER_LENGTH),
      faxId,
      pages: 0,
      t30Code: undefined,
      startedOn: new Date().toISOString(),
      endedOn: undefined,
    };
  }
}

/** Binds the carrier's SIP port and reads what was received before. */
export function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  return Sandbox.open(options);
}

function refuseCall(call: IncomingCall, { status, reason, headers }: Refuse): void {
  call.refuse(status, reason, headers);
}

/** What the caller says that the call is about: a stranger may say anything. */
function idsOf(call: IncomingCall): { readonly faxId: string | undefined; readonly attemptId: string | undefined; readonly callId: string } {
  return {
    faxId: call.header(SANDBOX_LINE.faxIdHeader)?.slice(0, MAX_FAX_ID_LENGTH),
    attemptId: call.header(SANDBOX_LINE.attemptIdHeader)?.slice(0, MAX_ATTEMPT_ID_LENGTH),
    callId: call.callId.slice(0, MAX_CALL_ID_LENGTH),
  };
}
