import type { FaxTerminalOptions } from '../fax-terminal.ts';
import type { EngineEvent } from './engine-event.ts';
import type { Handle, SpanDspLibrary } from './library.ts';
import { copyOf, newUser, registerHandler, removeUser } from './library.ts';
import { T30Side } from './t30-side.ts';

/** 20 ms: SpanDSP does one action a call at most, so longer steps would stretch its timers. */
export const STEP_SAMPLES = 160;
export const STEP_MS = 20;

/** T38FaxVersion 0 is what every peer accepts and what SpanDSP codes correctly. */
const T38_VERSION = 0;

type PacketArguments = [core: Handle, user: Handle, bytes: Handle, length: number, copies: number];

/** SpanDSP's T.38 terminal. What happened in it comes out of {@link step}, {@link receive} and {@link terminate}. */
export class SpanDspEngine {
  readonly #user = newUser();
  readonly #terminal: Handle;
  readonly #t38: Handle;
  readonly #side: T30Side;

  constructor(
    private readonly library: SpanDspLibrary,
    options: FaxTerminalOptions,
  ) {
    const onPacket = registerHandler('TxPacketHandler', this.#user, (...[, , bytes, length, copies]: PacketArguments) => {
      this.#side.note({ type: 'packet', ifp: copyOf(bytes, length), copies });
      return 0;
    });
    this.#terminal = library.terminalInit(null, options.role === 'originate' ? 1 : 0, onPacket, this.#user);
    this.#t38 = library.t38Of(this.#terminal);
    library.setVersion(this.#t38, T38_VERSION);
    this.#side = new T30Side(library, library.t30Of(this.#terminal), options);
  }

  step(): EngineEvent[] {
    this.library.terminalStep(this.#terminal, STEP_SAMPLES);
    return this.#side.take();
  }

  receive(ifp: Uint8Array, sequence: number): EngineEvent[] {
    this.library.receiveIfp(this.#t38, ifp, ifp.length, sequence);
    return this.#side.take();
  }

  terminate(): EngineEvent[] {
    return this.#side.terminate();
  }

  get remoteStationId(): string | undefined {
    return this.#side.remoteStationId;
  }

  get remoteCountry(): string | undefined {
    return this.#side.remoteCountry;
  }

  get remoteVendor(): string | undefined {
    return this.#side.remoteVendor;
  }

  /** Closes the files. Nothing else may be called afterwards. */
  free(): void {
    if (!this.#side.free()) return;
    this.library.terminalFree(this.#terminal);
    removeUser(this.#user);
  }
}
