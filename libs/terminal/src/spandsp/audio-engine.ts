import type { FaxTerminalOptions } from '../fax-terminal.ts';
import type { EngineEvent } from './engine-event.ts';
import type { Handle, SpanDspLibrary } from './library.ts';
import { T30Side } from './t30-side.ts';

/** SpanDSP's fax machine on telephone audio: its modems, and the same T.30 as in T.38. Its clock is the samples that it hears. */
export class AudioEngine {
  readonly #machine: Handle;
  readonly #side: T30Side;

  constructor(
    private readonly library: SpanDspLibrary,
    options: FaxTerminalOptions,
  ) {
    this.#machine = library.faxInit(null, options.role === 'originate' ? 1 : 0);
    // A line is never without samples: silence comes out where there is nothing to say.
    library.faxTransmitOnIdle(this.#machine, 1);
    this.#side = new T30Side(library, library.faxT30Of(this.#machine), options);
  }

  hear(samples: Int16Array): EngineEvent[] {
    this.library.faxRx(this.#machine, samples, samples.length);
    return this.#side.take();
  }

  /** Fills the frame with what is to be sent next. */
  speak(frame: Int16Array): EngineEvent[] {
    const count = this.library.faxTx(this.#machine, frame, frame.length);
    frame.fill(0, Math.max(count, 0));
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
    if (this.#side.free()) this.library.faxFree(this.#machine);
  }
}
