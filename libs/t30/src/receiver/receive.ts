import type { Command } from '../call/command.ts';
import type { CompletionCode } from '../call/completion.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import { Identify } from '../call/identify.ts';
import type { CallState } from '../call/state.ts';
import { isRcp } from '../frame/coded-data.ts';
import type { PageEnd } from '../frame/page-end.ts';
import { isPageEnd } from '../frame/page-end.ts';
import { TrainingVerdict } from '../negotiation/training-check.ts';
import { MAX_REJECTIONS, type TimerName } from '../timer/timers.ts';
import { answerDcs } from './answer-dcs.ts';
import { BlockDesk } from './block-desk.ts';
import { behind, dcnCode, type Expecting, silenceCode } from './expecting.ts';
import type { Reception } from './reception.ts';

const TAKES_IMAGE: readonly Expecting[] = ['first-image', 'image', 'resent', 'page-end'];
/** A sender that went silent here has perhaps not heard the answer: it is asked once more who it is. */
const GOES_BACK: readonly Expecting[] = ['dcs', 'first-image', 'section'];

/** The receiver from a DCS on (T.30 figure 5-2b, states F and behind). */
export class Receive implements CallState {
  #expecting: Expecting = 'training';
  #training = new TrainingVerdict();
  #isWatched = false;
  readonly #blocks: BlockDesk;

  constructor(
    private readonly desk: Desk,
    private readonly reception: Reception,
  ) {
    this.#blocks = new BlockDesk(desk, reception, (expecting) => this.#expect(expecting));
  }

  get failure(): CompletionCode {
    return silenceCode(this.#expecting);
  }

  enter(): void {
    this.desk.wait('T2');
  }

  said(): void {
    this.desk.wait('T2');
  }

  garbled(): void {
    this.desk.wait('T2');
  }

  carrier(): void {
    this.desk.timers.disarm('T2');
    if (this.#expecting === 'training') this.#training = new TrainingVerdict();
    else if (this.#takesImage) this.#beginImage();
  }

  image(octets: Uint8Array): void {
    if (this.#expecting === 'training') this.#training.hear(octets);
    else if (this.#takesImage && !this.reception.terms?.ecm) this.reception.page()?.push(octets);
  }

  coded(octets: Uint8Array): void {
    if (!this.#takesImage || !this.reception.terms?.ecm) return;
    if (isRcp(octets)) this.#imageDone();
    else this.#blocks.take(octets);
  }

  imageEnded(): void {
    if (this.desk.isSpeaking) return;
    if (this.#expecting === 'training') return this.#judgeTraining();
    if (this.#takesImage) return this.#imageDone();
    this.desk.wait('T2');
  }

  command(command: Command): void {
    if (command.name === 'DCN') return this.desk.end(dcnCode(this.#expecting));
    if (command.name === 'DCS') return answerDcs(this.desk, this.reception, command);
    if (this.#asksForConfirmation(command)) return this.reception.confirmation.asked();
    if (command.name === 'RR' && this.reception.repeatAnswer()) return;
    if (this.reception.terms?.ecm && this.#blocks.command(command)) return;
    if (isPageEnd(command.name) && this.#pageEnd(command.name)) return;
    if (!this.desk.isSpeaking) this.garbled();
  }

  due(timer: TimerName): void {
    if (timer === 'ready') return this.reception.confirmation.notReady();
    if (timer === 'T5') return this.desk.hangUp(COMPLETION.t5Expired);
    if (timer !== 'T2') return;
    const expecting = this.#expecting;
    if (expecting === 'training') return this.#failTraining();
    // The sender has everything it wanted; that its good-bye was lost is nobody's failure.
    if (expecting === 'good-bye') return this.desk.end(COMPLETION.ok);
    const code = silenceCode(expecting);
    if (GOES_BACK.includes(expecting)) this.desk.become(Identify.again(this.desk, this.reception, code));
    else this.desk.hangUp(code);
  }

  /** The page is not stored yet: the question is asked again, or whether we are ready. */
  #asksForConfirmation({ name }: Command): boolean {
    return this.reception.confirmation.isHeld && (name === 'RR' || name === 'PPS' || name === 'EOR');
  }

  get #takesImage(): boolean {
    return TAKES_IMAGE.includes(this.#expecting);
  }

  /** A carrier that comes and goes does not buy more time each time. */
  #beginImage(): void {
    this.reception.page();
    if (!this.#isWatched) this.desk.watchBurst(this.reception.terms?.ecm ? 'block' : 'page');
    this.#isWatched = true;
  }

  #expect(expecting: Expecting): void {
    this.#expecting = expecting;
    this.#isWatched = false;
  }

  /** RCP, or the end of the carrier, whichever is heard first. */
  #imageDone(): void {
    this.#expecting = 'page-end';
    this.desk.timers.arm('T2', this.desk.nowMs);
  }

  #judgeTraining(): void {
    const { terms } = this.reception;
    if (!terms || !this.#training.passed(terms.modem)) return this.#failTraining();
    this.desk.tell({ type: 'trained', modem: terms.modem, passed: true });
    this.reception.trained();
    this.#expect('first-image');
    this.desk.sayCommand({ name: 'CFR' });
  }

  #failTraining(): void {
    const { terms } = this.reception;
    if (terms) this.desk.tell({ type: 'trained', modem: terms.modem, passed: false });
    this.#expect('dcs');
    this.desk.sayCommand({ name: 'FTT' });
  }

  /** Without error correction: how was the page? False when the question makes no sense here. */
  #pageEnd(end: PageEnd): boolean {
    const { desk, reception } = this;
    if (!reception.hasImage && reception.repeatAnswer()) return true;
    if (!this.#takesImage || reception.terms?.ecm) return false;
    if (reception.isFull) desk.hangUp(COMPLETION.sizeUnsupported);
    else this.#answerPage(end);
    return true;
  }

  #answerPage(end: PageEnd): void {
    const verdict = this.reception.finish(end);
    if (this.reception.rejections >= MAX_REJECTIONS) return this.desk.hangUp(COMPLETION.retriesUsedUp);
    this.#expect(verdict === 'bad' ? 'dcs' : behind(end, verdict === 'poor'));
    this.reception.answer({ name: verdict === 'good' ? 'MCF' : verdict === 'poor' ? 'RTP' : 'RTN' });
  }
}
