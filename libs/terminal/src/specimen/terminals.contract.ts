import type { FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions, TerminalFact, TerminalFailure, TerminalResult } from '../fax-terminal.ts';
import { MediaSocket } from '../media/media-socket.ts';
import type { UdptlChannel } from '../media/udptl-channel.ts';
import { ORDINARY } from './machine-pair.ts';
import { pixelsOf, SampleFolder } from './sample-document.ts';

const LOOPBACK = '127.0.0.1';
/** Protocol seconds a second: a page in half a second, with room for a busy machine's delays. */
const SPEED = 20;

export interface TerminalSource extends FaxTerminalFactory {
  warm(): Promise<void>;
  close(): Promise<void>;
}

export type End = { readonly result: TerminalResult } | { readonly failure: TerminalFailure };

export interface Station {
  readonly socket: MediaSocket;
  readonly channel: UdptlChannel;
  readonly terminal: FaxTerminal;
  readonly facts: TerminalFact[];
  readonly ended: Promise<End>;
}

export interface StationOptions extends Partial<FaxTerminalOptions> {
  readonly role: FaxTerminalOptions['role'];
  readonly onFact?: FaxTerminalListeners['onFact'];
  readonly onTrace?: FaxTerminalListeners['onTrace'];
  readonly from?: FaxTerminalFactory;
}

export interface Call {
  readonly caller: Station;
  readonly answerer: Station;
  readonly receivedPath: string;
}

export const UNHEARD: FaxTerminalListeners = { onPacket: () => undefined, onFact: () => undefined, onResult: () => undefined, onFailed: () => undefined };

/** Calls over UDP on loopback between terminals of a source, with files in a folder. */
export class Exchange {
  readonly #sockets: MediaSocket[] = [];
  #calls = 0;

  private constructor(
    private readonly source: TerminalSource,
    readonly folder: SampleFolder,
    readonly documentPath: string,
  ) {}

  static async open(source: TerminalSource): Promise<Exchange> {
    const folder = await SampleFolder.create();
    const exchange = new Exchange(source, folder, await folder.document(3));
    await source.warm();
    return exchange;
  }

  async close(): Promise<void> {
    await this.source.close();
    await Promise.all(this.#sockets.map((socket) => socket.close()));
    await this.folder.remove();
  }

  /** A call in progress; `caller` may change the sending side, e.g. give it a source of its own. */
  async call(caller: Omit<StationOptions, 'role'> = {}, answerer: Omit<StationOptions, 'role'> = {}): Promise<Call> {
    this.#calls += 1;
    const receivedPath = this.folder.file(`received-${this.#calls}.tif`);
    const transmit = { tiffPath: this.documentPath, firstPage: 0 };
    const sends = await this.#station({ role: 'originate', gate: true, transmit, ...caller });
    const receives = await this.#station({ role: 'answer', receive: { tiffPath: receivedPath }, ...answerer });
    sends.socket.expect({ address: LOOPBACK, port: receives.socket.port });
    receives.socket.expect({ address: LOOPBACK, port: sends.socket.port });
    for (const { terminal } of [receives, sends]) terminal.start();
    return { caller: sends, answerer: receives, receivedPath };
  }

  answers(): FaxTerminalOptions {
    return { ...ORDINARY, role: 'answer', receive: { tiffPath: this.folder.file('unused.tif') } };
  }

  async #station({ onFact, onTrace, from, ...options }: StationOptions): Promise<Station> {
    const socket = await MediaSocket.bind({ host: LOOPBACK });
    this.#sockets.push(socket);
    const channel = socket.switchToT38();
    const facts: TerminalFact[] = [];
    let end: (end: End) => void = () => undefined;
    const ended = new Promise<End>((resolve) => (end = resolve));
    const terminal = await (from ?? this.source).open({ ...ORDINARY, speed: SPEED, ...options }, {
      onPacket: (ifp, copies) => channel.send(ifp, copies),
      onFact: (fact) => {
        facts.push(fact);
        return onFact?.(fact);
      },
      ...(onTrace ? { onTrace } : {}),
      onResult: (result) => end({ result }),
      onFailed: (failure) => end({ failure }),
    });
    channel.attach(terminal);
    return { socket, channel, terminal, facts, ended };
  }
}

/** What any source of terminals does. `make` gives one with room for that many calls. */
export function describeTerminals(make: (maxTerminals: number) => TerminalSource): void {
  let exchange: Exchange;
  beforeAll(async () => (exchange = await Exchange.open(make(8))));
  afterAll(() => exchange.close());

  describe('Two terminals over UDP', () => {
    it('pass three pages and record each before the next', async () => {
      const order: string[] = [];
      const { caller, answerer, receivedPath } = await exchange.call({
        onFact: async (fact) => {
          order.push(`told ${fact.type}`);
          await new Promise((resolve) => setImmediate(resolve));
          order.push(`recorded ${fact.type}`);
        },
      });
      expect(await caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3, documentConfirmed: true } });
      expect(await answerer.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3, documentConfirmed: true } });
      const types = ['negotiated', 'page', 'page', 'page'];
      expect(order).toEqual(types.flatMap((type) => [`told ${type}`, `recorded ${type}`]));
      expect(await pixelsOf(receivedPath)).toEqual(await pixelsOf(exchange.documentPath));
    });

    it('end where a fact cannot be recorded, and the page it told is still counted', async () => {
      const { caller, answerer } = await exchange.call({
        onFact: (fact) => (fact.type === 'page' ? Promise.reject(new Error('the log is away')) : undefined),
      });
      expect(await caller.ended).toEqual({
        failure: { cause: 'unrecorded', detail: 'the log is away', pagesConfirmed: 1, documentConfirmed: false },
      });
      answerer.terminal.terminate();
      expect(await answerer.ended).toMatchObject({ result: { t30Code: 49 } });
    });

    it('have their result at once when the call is ended from outside', async () => {
      const { caller, answerer } = await exchange.call();
      for (const { terminal } of [caller, answerer]) terminal.terminate();
      expect(await caller.ended).toMatchObject({ result: { t30Code: 49, pagesConfirmed: 0 } });
      expect(await answerer.ended).toMatchObject({ result: { t30Code: 49 } });
    });
  });

  describe('A source of terminals', () => {
    it('has no more terminals than allowed, and one again when a call has ended', async () => {
      const small = make(1);
      let ended: () => void = () => undefined;
      const atEnd = new Promise<void>((resolve) => (ended = resolve));
      const terminal = await small.open(exchange.answers(), { ...UNHEARD, onResult: () => ended() });
      await expect(small.open(exchange.answers(), UNHEARD)).rejects.toMatchObject({ code: 'no_capacity', retriable: true });
      terminal.terminate();
      await atEnd;
      await expect(small.open(exchange.answers(), UNHEARD)).resolves.toBeDefined();
      await small.close();
    });

    it('refuses options that contradict each other', async () => {
      const refusing = make(1);
      const refused = expect.objectContaining({ code: 'invalid_options' });
      await expect(refusing.open({ ...ORDINARY, role: 'answer' }, UNHEARD)).rejects.toEqual(refused);
      await expect(refusing.open({ ...exchange.answers(), stationId: '1'.repeat(21) }, UNHEARD)).rejects.toEqual(refused);
      await expect(refusing.open({ ...exchange.answers(), speed: 0 }, UNHEARD)).rejects.toEqual(refused);
      await refusing.close();
    });

    it('that closes ends its calls and gives no more', async () => {
      const closing = make(1);
      let failure: TerminalFailure | undefined;
      await closing.open(exchange.answers(), { ...UNHEARD, onFailed: (told) => (failure = told) });
      await closing.close();
      expect(failure).toMatchObject({ cause: 'crashed' });
      await expect(closing.open(exchange.answers(), UNHEARD)).rejects.toMatchObject({ code: 'closed' });
    });
  });
}
