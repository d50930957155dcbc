import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { compressionsFor, IMAGE_SIZES, modemsFor, resolutionsFor } from './capability.ts';
import type { EngineEvent, PageStatistics } from './engine-event.ts';
import { readStatistics, STATISTICS_INTS } from './engine-event.ts';
import type { Handle, SpanDspLibrary } from './library.ts';
import { copyOf, newUser, registerHandler, removeUser } from './library.ts';

/** Received pages are stored as T.6 whatever came over the line: the smallest, and one form for all readers. */
const ENCODING_T6 = 3;
const ALL_PAGES = -1;
/** Commands and responses are short; image frames go through the same hook and are not looked at. */
const MAX_FRAME_OCTETS = 64;

type FrameArguments = [t30: Handle, user: Handle, incoming: number, bytes: Handle, length: number];

/**
 * The T.30 half of a terminal of SpanDSP, whatever carries it. Callbacks only take notes (never throw, never call back in);
 * {@link take} gives the notes in the order they happened.
 */
export class T30Side {
  #events: EngineEvent[] = [];
  #freed = false;
  readonly #user = newUser();

  constructor(
    private readonly library: SpanDspLibrary,
    private readonly t30: Handle,
    options: FaxTerminalOptions,
  ) {
    this.#listen();
    this.#configure(options);
  }

  note(event: EngineEvent): void {
    this.#events.push(event);
  }

  take(): EngineEvent[] {
    const taken = this.#events;
    this.#events = [];
    return taken;
  }

  terminate(): EngineEvent[] {
    this.library.terminate(this.t30);
    return this.take();
  }

  get remoteStationId(): string | undefined {
    return this.#text(this.library.rxIdent);
  }

  get remoteCountry(): string | undefined {
    return this.#text(this.library.rxCountry);
  }

  get remoteVendor(): string | undefined {
    return this.#text(this.library.rxVendor);
  }

  /** @returns true for the first time only: the terminal must be freed then */
  free(): boolean {
    const isFirst = !this.#freed;
    this.#freed = true;
    removeUser(this.#user);
    return isFirst;
  }

  #text(read: (t30: Handle) => string | null): string | undefined {
    return this.#freed ? undefined : read(this.t30)?.trim() || undefined;
  }

  #statistics(): PageStatistics {
    const ints = new Int32Array(STATISTICS_INTS);
    this.library.statistics(this.t30, ints);
    return readStatistics(ints);
  }

  #listen(): void {
    const onPageEnd = registerHandler('PhaseHandler', this.#user, (_t30: Handle, _user: Handle, fcf: number) => {
      this.#events.push({ type: 'page-end', fcf, statistics: this.#statistics() });
      return 0;
    });
    const onEnd = registerHandler('EndHandler', this.#user, (_t30: Handle, _user: Handle, code: number) => {
      this.#events.push({ type: 'ended', code, statistics: this.#statistics() });
    });
    const onFrame = registerHandler('FrameHandler', this.#user, (...[, , incoming, bytes, length]: FrameArguments) => {
      if (length > 0 && length <= MAX_FRAME_OCTETS) this.#events.push({ type: 'frame', incoming: incoming !== 0, octets: copyOf(bytes, length) });
    });
    this.library.onPhaseD(this.t30, onPageEnd, this.#user);
    this.library.onPhaseE(this.t30, onEnd, this.#user);
    this.library.onFrame(this.t30, onFrame, this.#user);
  }

  #configure(options: FaxTerminalOptions): void {
    const { library } = this;
    library.setTxIdent(this.t30, options.stationId);
    library.setEcm(this.t30, options.ecm ? 1 : 0);
    library.setModems(this.t30, modemsFor(options));
    library.setCompressions(this.t30, compressionsFor(options.compressions));
    library.setResolutions(this.t30, resolutionsFor(options.resolutions));
    library.setImageSizes(this.t30, IMAGE_SIZES);
    library.setRxEncoding(this.t30, ENCODING_T6);
    if (options.headerText !== undefined) this.#print(options.headerText);
    if (options.receive) library.setRxFile(this.t30, options.receive.tiffPath, ALL_PAGES);
    if (options.transmit) this.#load(options.transmit);
  }

  /** We wish it over the image; SpanDSP 0.0.6 puts it above all the same, and the page is 4 mm longer (identification.int.spec.ts). */
  #print(headerText: string): void {
    this.library.setHeaderInfo(this.t30, headerText);
    this.library.setHeaderOverlays(this.t30, 1);
  }

  #load(transmit: NonNullable<FaxTerminalOptions['transmit']>): void {
    const last = transmit.pageCount === undefined ? ALL_PAGES : transmit.firstPage + transmit.pageCount - 1;
    this.library.setTxFile(this.t30, transmit.tiffPath, transmit.firstPage, last);
  }
}
