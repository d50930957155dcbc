import type { Command } from '../call/command.ts';
import type { CompletionCode } from '../call/completion.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import { GAP } from '../call/desk.ts';
import type { CallState } from '../call/state.ts';
import type { OutgoingBlock } from '../ecm/outgoing-block.ts';
import { blocksOf } from '../ecm/outgoing-block.ts';
import type { FrameContent } from '../frame/frame.ts';
import { writeEor, writePps } from '../frame/page-end.ts';
import { readPpr } from '../frame/partial-page-request.ts';
import type { Training } from '../line/modem.ts';
import { writeCtc } from '../negotiation/continue-to-correct.ts';
import type { TimerName } from '../timer/timers.ts';
import { MAX_PPR } from '../timer/timers.ts';
import { afterPage, resendPage } from './answer.ts';
import { Patience } from './patience.ts';
import type { Transmission } from './transmission.ts';

/** Rounds of MAX_PPR requests for one block before it is given up. */
const MAX_CORRECTIONS = 4;

/** A block, and what is asked behind it until the far end has all of it (T.30 Annex A, figures A.7 to A.9). */
export class SendBlock implements CallState {
  readonly failure = COMPLETION.noAnswerAfterPage;
  #question: 'PPS' | 'RR' | 'CTC' | 'EOR' = 'PPS';
  #patience = new Patience();
  #requests = 0;
  #corrections = 0;
  /** Frames wanted when the speed was last settled: fewer than half of them left is progress. */
  #wantedBefore: number;

  private constructor(
    private readonly desk: Desk,
    private readonly transmission: Transmission,
    private readonly blocks: readonly OutgoingBlock[],
  ) {
    this.#wantedBefore = this.#block.frameCount;
  }

  static first(desk: Desk, transmission: Transmission): SendBlock {
    const { terms, job } = transmission;
    return new SendBlock(desk, transmission, blocksOf(job.coded(terms), terms.frameOctets, job.end));
  }

  get #block(): OutgoingBlock {
    const [block] = this.blocks;
    if (!block) throw new Error('a page has at least one block');
    return block;
  }

  enter(): void {
    this.#burst('short');
  }

  said(): void {
    this.desk.wait('T4');
  }

  garbled(): void {
    this.desk.wait('quiet');
  }

  command(command: Command): void {
    if (command.name === 'DCN') return this.desk.end(COMPLETION.dcnAfterPage);
    // Nothing that is heard during the frames can be an answer to them.
    if (this.desk.isSpeaking && this.#patience.isFirstTry) return;
    if (command.name !== 'RNR') this.desk.timers.disarm('T5');
    if (command.name === 'RNR') return this.#askAgainLater();
    if (command.name === 'DIS' || command.name === 'DTC') return resendPage(this.desk, this.transmission, false);
    if (this.#question === 'CTC') return this.#heardAfterCtc(command);
    if (this.#question === 'EOR') return this.#heardAfterEor(command);
    this.#heardAfterBlock(command);
  }

  due(timer: TimerName): void {
    if (timer === 'T5') return this.desk.hangUp(COMPLETION.t5Expired);
    if (timer !== 'T4' && timer !== 'quiet') return;
    if (!this.#patience.tryAgain(timer)) return this.desk.hangUp(this.#unanswered());
    this.desk.sayCommand(this.#content());
  }

  #unanswered(): CompletionCode {
    return this.#question === 'CTC' || this.#question === 'EOR' ? COMPLETION.badEcmResponse : COMPLETION.noAnswerAfterPage;
  }

  #heardAfterBlock(command: Command): void {
    const { desk, transmission } = this;
    if (command.name === 'MCF') return this.#blockDone();
    if (command.name === 'PPR') return this.#requested(command.field);
    if (command.name === 'PIP' || command.name === 'RTP') {
      return this.#block.end === 'NULL' ? this.#blockDone() : this.#pageDone(command.name === 'PIP' ? 'pip' : 'rtp');
    }
    if (command.name === 'RTN' || command.name === 'PIN') return resendPage(desk, transmission, true);
    if (!desk.isSpeaking) desk.wait('T4');
  }

  #heardAfterCtc(command: Command): void {
    if (command.name === 'CTR') return this.#burst('long');
    if (!this.desk.isSpeaking) this.desk.wait('T4');
  }

  /** The far end ends the block with holes in it. The page cannot count as delivered, so nothing follows it. */
  #heardAfterEor(command: Command): void {
    if (command.name !== 'ERR' && command.name !== 'MCF') return this.desk.isSpeaking ? undefined : this.desk.wait('T4');
    this.transmission.reject();
    this.desk.hangUp(COMPLETION.retriesUsedUp);
  }

  #blockDone(): void {
    const block = this.#block;
    this.#count();
    if (block.end !== 'NULL') return afterPage(this.desk, this.transmission, 'mcf');
    this.desk.progressed();
    this.transmission.counter.nextBlock();
    this.desk.become(new SendBlock(this.desk, this.transmission, this.blocks.slice(1)));
  }

  #pageDone(confirmed: 'pip' | 'rtp'): void {
    this.#count();
    afterPage(this.desk, this.transmission, confirmed);
  }

  #count(): void {
    const { job } = this.transmission;
    job.retransmittedFrames += this.#block.retransmitted;
    if (this.#block.retransmitted > 0) job.retransmittedBlocks += 1;
  }

  #requested(field: Uint8Array): void {
    this.#block.request(readPpr(field, this.#block.frameCount));
    if (this.#block.wantedCount === 0) return this.#blockDone();
    this.transmission.job.ecmRetries += 1;
    this.#requests += 1;
    if (this.#requests < MAX_PPR) return this.#burst('short');
    this.#requests = 0;
    this.#correct();
  }

  /** The fourth request: another speed, or the block is given up (Annex A.4.1). */
  #correct(): void {
    this.#corrections += 1;
    if (this.#corrections > MAX_CORRECTIONS) return this.#ask('EOR');
    if (this.#block.wantedCount * 2 >= this.#wantedBefore) this.transmission.stepDown();
    this.#wantedBefore = this.#block.wantedCount;
    this.#ask('CTC');
  }

  /** T5 runs from the first RNR on, over all that follow. */
  #askAgainLater(): void {
    if (!this.desk.timers.isArmed('T5')) this.desk.timers.arm('T5', this.desk.nowMs);
    if (this.#question !== 'EOR') return this.#ask('RR');
    // What is awaited behind EOR is ERR, however often the far end is asked whether it is ready.
    this.#patience = new Patience();
    this.desk.sayCommand({ name: 'RR' });
  }

  #ask(question: 'RR' | 'CTC' | 'EOR'): void {
    this.#question = question;
    this.#patience = new Patience();
    this.desk.sayCommand(this.#content());
  }

  #burst(training: Training): void {
    const { desk, transmission } = this;
    const frames = this.#block.burst();
    this.#question = 'PPS';
    this.#patience = new Patience();
    desk.say(GAP, { type: 'frames', modem: transmission.modem, training, frames }, GAP, desk.commandOf(this.#content()));
  }

  #content(): FrameContent {
    const { desk, transmission } = this;
    if (this.#question === 'RR') return { name: 'RR' };
    if (this.#question === 'CTC') return { name: 'CTC', field: writeCtc(transmission.modem) };
    if (this.#question === 'EOR') return { name: 'EOR', field: writeEor(this.#block.end, desk.x) };
    const { page, block } = transmission.counter;
    return { name: 'PPS', field: writePps({ end: this.#block.end, page, block, frames: this.#block.burstSize }, desk.x) };
  }
}
