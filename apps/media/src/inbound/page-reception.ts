import { causeOfT30, type AttemptFailure } from '@faxwire/fax';
import type { CallEnd } from '@faxwire/sip';
import type {
  AudioLine, AudioTerminal, AudioTerminalFactory, FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions, MediaAddress, NegotiatedFact, PageFact,
  TerminalFact, TerminalResult, UdptlChannel,
} from '@faxwire/terminal';
import { describeEnd, failure } from '../call-failure.ts';
import type { CallFigures } from '../call-figures.ts';
import { TERMINAL_END_MS } from '../protocol-limit.ts';
import { TERMINAL_STUCK, failureInAudio, failureOfOpening, failureOfTerminal } from '../terminal-failure.ts';
import { within } from '../time-limit.ts';
import { frameTap } from '../trace/frame-tap.ts';
import type { CallRecorder } from '../trace/call-recorder.ts';
import { TooManyPages, type AgreedLine, type PageStore } from './page-store.ts';

export interface PageReceptionOptions {
  /** Has the packets of T.38; told here of what there is in audio. */
  readonly recorder: Pick<CallRecorder, 'frame' | 'signal'>;
  readonly pages: Pick<PageStore, 'keep'>;
  readonly figures?: CallFigures;
  /** The terminal has ended; undefined where it had nothing to complain of. */
  readonly onEnd: (failure: AttemptFailure | undefined) => void;
  /** A page could not be recorded: the call must end. */
  readonly onUnrecorded: (failure: AttemptFailure) => void;
}

type Ending = Pick<FaxTerminal, 'start' | 'terminate'>;

/** The T.30 part of a call that came in: from T.38 agreed, or audio decided upon, to the terminal's end. */
export class PageReception {
  readonly #options: PageReceptionOptions;
  readonly #ended: Promise<AttemptFailure | undefined>;
  #resolve!: (failure: AttemptFailure | undefined) => void;
  #terminal: Ending | undefined;
  #audio: Promise<AudioTerminal | undefined> | undefined;
  /** What the caller said to T.38, of a fax in audio. */
  #refusal: AttemptFailure | undefined;
  #agreed: AgreedLine | undefined;
  #t30Code: number | undefined;
  #callEnd: CallEnd | undefined;
  #isStopped = false;

  constructor(options: PageReceptionOptions) {
    this.#options = options;
    this.#ended = new Promise((resolve) => (this.#resolve = resolve));
  }

  get agreed(): AgreedLine | undefined {
    return this.#agreed;
  }

  get t30Code(): number | undefined {
    return this.#t30Code;
  }

  get isAudio(): boolean {
    return this.#audio !== undefined;
  }

  open(terminals: FaxTerminalFactory, options: FaxTerminalOptions, channel: UdptlChannel): void {
    void this.#open(async (listeners) => {
      const terminal = await terminals.open(options, { ...listeners, onPacket: (ifp, copies) => channel.send(ifp, copies) });
      channel.attach(terminal);
      return terminal;
    });
  }

  /** The call stays audio, and its port belongs to the terminal's process. */
  openAudio(terminals: AudioTerminalFactory, options: FaxTerminalOptions, { line, refusal }: { readonly line: AudioLine; readonly refusal: AttemptFailure | undefined }): void {
    this.#refusal = refusal;
    this.#audio = this.#open((listeners) => terminals.openAudio(options, line, { ...listeners, onTrace: frameTap(this.#options.recorder) }));
  }

  /** The caller moved its audio. */
  redirect(remote: MediaAddress): void {
    void this.#audio?.then((terminal) => terminal?.redirect(remote));
  }

  callEnded(end: CallEnd): void {
    this.#callEnd ??= end;
  }

  /** Resolves when the terminal, told to end, has ended: undefined where it had nothing to complain of. */
  stop(): Promise<AttemptFailure | undefined> {
    this.#isStopped = true;
    this.#terminal?.terminate();
    return within(TERMINAL_END_MS, this.#ended, () => TERMINAL_STUCK);
  }

  /** Of a call that ended before its last page. */
  get unfinished(): AttemptFailure {
    const how = this.#callEnd ? describeEnd(this.#callEnd) : 'the call ended';
    return this.#agreed ? failure('dropped_mid_page', `${how} before the last page`) : failure('call_dropped', `${how} before the fax began`);
  }

  async #open<Terminal extends Ending>(open: (listeners: FaxTerminalListeners) => Promise<Terminal>): Promise<Terminal | undefined> {
    try {
      const terminal = await open({
        onPacket: () => undefined,
        onAudio: (counters) => this.#options.figures?.audio(counters),
        onFigures: (figures) => this.#options.figures?.line(figures),
        onFact: (fact) => this.#record(fact),
        onResult: (result) => this.#end(this.#failureOf(result)),
        onFailed: (failed) => this.#end(this.#callEnd ? this.unfinished : failureOfTerminal(failed)),
      });
      this.#terminal = terminal;
      terminal.start();
      if (this.#callEnd || this.#isStopped) terminal.terminate();
      return terminal;
    } catch (error) {
      this.#end(failureOfOpening(error));
      return undefined;
    }
  }

  #end(failed: AttemptFailure | undefined): void {
    const told = failed && this.isAudio && !this.#agreed ? failureInAudio(failed, this.#refusal) : failed;
    this.#resolve(told);
    this.#options.onEnd(told);
  }

  async #record(fact: TerminalFact): Promise<void> {
    if (fact.type === 'negotiated') this.#agree(fact);
    else if (this.#agreed) await this.#keep(fact, this.#agreed);
  }

  #agree(fact: NegotiatedFact): void {
    this.#agreed = { ...fact, ...(this.isAudio && { transport: 'g711' }) };
    this.#options.figures?.agreed(this.isAudio ? 'g711' : 't38');
  }

  /** A page that is not on record is not confirmed: the rejection ends the call. */
  async #keep(fact: PageFact, agreed: AgreedLine): Promise<void> {
    try {
      await this.#options.pages.keep(fact, agreed);
      this.#options.figures?.page(fact.bitRate);
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'unknown';
      this.#options.onUnrecorded(failure(error instanceof TooManyPages ? 'document_too_many_pages' : 'interrupted', `page ${fact.index + 1} could not be recorded: ${detail}`));
      throw error;
    }
  }

  #failureOf({ t30Code, documentConfirmed, ecm }: TerminalResult): AttemptFailure | undefined {
    this.#t30Code = t30Code;
    if (this.#callEnd && !documentConfirmed) return this.unfinished;
    if (t30Code === 0 || documentConfirmed) return undefined;
    const cause = causeOfT30({ code: t30Code, negotiated: this.#agreed !== undefined, ecm: this.#agreed?.ecm ?? ecm });
    return failure(cause, `T.30 completion code ${t30Code}`, { t30Code });
  }
}
