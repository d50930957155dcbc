import type { Command } from '../call/command.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import { IncomingBlock } from '../ecm/incoming-block.ts';
import type { BlockEnd, PartialPageSignal } from '../frame/page-end.ts';
import { readBlockEnd, readPps } from '../frame/page-end.ts';
import { writePpr } from '../frame/partial-page-request.ts';
import { bitRateOf } from '../line/modem.ts';
import { readCtc } from '../negotiation/continue-to-correct.ts';
import { familyOf } from '../negotiation/rate-bits.ts';
import { MAX_BLOCKS } from '../timer/timers.ts';
import { behind, type Expecting } from './expecting.ts';
import type { Reception } from './reception.ts';

/** The receiver's side of error correction: blocks, and what is asked about them (T.30 Annex A, figures A.10 to A.13). */
export class BlockDesk {
  #block = new IncomingBlock();
  #number = 0;
  #page: number | undefined;
  /** Frames came since the last answer. */
  #hasFrames = false;
  #requests = 0;
  /** The block confirmed last: asked about again, its answer was lost. */
  #confirmed = '';

  constructor(
    private readonly desk: Desk,
    private readonly reception: Reception,
    private readonly expect: (expecting: Expecting) => void,
  ) {}

  take(octets: Uint8Array): void {
    if (this.#requests > 0) this.#count();
    this.#hasFrames = true;
    this.#block.take(octets);
  }

  /** False for a command that has nothing to do with blocks. */
  command(command: Command): boolean {
    if (command.name === 'PPS') return this.#partialPage(readPps(command.field));
    if (command.name === 'CTC') return this.#correct(command.field);
    if (command.name === 'EOR') return this.#giveUp(readBlockEnd(command.field));
    return false;
  }

  #partialPage(signal: PartialPageSignal | undefined): boolean {
    if (!signal) return false;
    if (!this.#hasFrames && keyOf(signal) === this.#confirmed) return this.reception.repeatAnswer();
    if (!this.#isExpected(signal)) {
      this.desk.hangUp(COMPLETION.badPps);
      return true;
    }
    this.#page = signal.page;
    this.#block.expect(signal.frames);
    if (this.#block.isComplete) this.#complete(signal);
    else this.#request();
    return true;
  }

  /** Pages are taken as they are numbered; blocks come one after another. */
  #isExpected(signal: PartialPageSignal): boolean {
    return signal.block === this.#number && (this.#number === 0 || signal.page === this.#page);
  }

  #request(): void {
    const page = this.reception.page();
    if (page) page.ecmRetries += 1;
    this.#requests += 1;
    this.#hasFrames = false;
    this.expect('resent');
    this.reception.answer({ name: 'PPR', field: writePpr((number) => this.#block.has(number)) });
  }

  #complete(signal: PartialPageSignal): void {
    if (this.reception.isFull) return this.desk.hangUp(COMPLETION.sizeUnsupported);
    this.#confirmed = keyOf(signal);
    this.#endBlock();
    this.#answer(signal.end, 'MCF');
  }

  #answer(end: BlockEnd, name: 'MCF' | 'ERR'): void {
    if (end === 'NULL') {
      this.#number += 1;
      if (this.#number >= MAX_BLOCKS) return this.desk.hangUp(COMPLETION.badPps);
      this.desk.progressed();
      this.expect('image');
      return this.reception.answer({ name });
    }
    this.#number = 0;
    const verdict = this.reception.finish(end);
    // Whole, and not an image: to send it again would bring the same.
    if (verdict === 'bad' && name === 'MCF') return this.desk.hangUp(COMPLETION.noEndOfLine);
    this.expect('ready');
    this.reception.confirmation.give(() => {
      this.expect(behind(end));
      this.reception.answer({ name });
    });
  }

  #endBlock(): void {
    const page = this.reception.page();
    page?.push(this.#block.data());
    if (page && this.#requests > 0) page.retransmittedBlocks += 1;
    this.#block = new IncomingBlock();
    [this.#hasFrames, this.#requests] = [false, 0];
  }

  #correct(field: Uint8Array): boolean {
    const modem = readCtc(field);
    const { capabilities } = this.desk.options;
    if (!modem || !capabilities.modems.includes(familyOf(modem)) || bitRateOf(modem) > capabilities.maxBitRate) return false;
    this.reception.changeModem(modem);
    this.expect('resent');
    this.reception.answer({ name: 'CTR' });
    return true;
  }

  /** The sender gives the block up. What has come of it is kept; the page has a hole. */
  #giveUp(end: BlockEnd | undefined): boolean {
    if (end === undefined) return false;
    // Said again, because ERR was lost: nothing is left to give up.
    if (this.#block.isEmpty && !this.reception.hasImage) return this.reception.repeatAnswer();
    const page = this.reception.page();
    if (page) page.isDamaged = true;
    this.#endBlock();
    this.#confirmed = '';
    this.#answer(end, 'ERR');
    return true;
  }

  #count(): void {
    const page = this.reception.page();
    if (page) page.retransmittedFrames += 1;
  }
}

function keyOf(signal: PartialPageSignal): string {
  return `${signal.page}/${signal.block}/${signal.end}`;
}
