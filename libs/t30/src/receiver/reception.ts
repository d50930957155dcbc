import type { Desk } from '../call/desk.ts';
import type { T30Identification } from '../call/t30-options.ts';
import { MAX_PAGES } from '../call/t30-options.ts';
import type { FrameContent } from '../frame/frame.ts';
import type { PageEnd } from '../frame/page-end.ts';
import { withoutOperator } from '../frame/page-end.ts';
import { bitRateOf } from '../line/modem.ts';
import type { ImageModem } from '../line/modem.ts';
import type { FarCapabilities } from '../negotiation/capability-bits.ts';
import type { PageTerms } from '../negotiation/page-terms.ts';
import { rowCount } from '../page/raster.ts';
import { Confirmation } from './confirmation.ts';
import { IncomingPage } from './incoming-page.ts';
import { judgePage, type PageVerdict } from './page-verdict.ts';

/** Pages on their way in, over the whole call. */
export class Reception {
  /** The far end's DIS, when this end has polled it. */
  polledBy: FarCapabilities | undefined;
  readonly confirmation: Confirmation;
  #terms: PageTerms | undefined;
  #told = '';
  #identified = '';
  #index = 0;
  #rejections = 0;
  #page: IncomingPage | undefined;
  #answer: readonly FrameContent[] | undefined;

  constructor(private readonly desk: Desk) {
    this.confirmation = new Confirmation(desk);
  }

  get terms(): PageTerms | undefined {
    return this.#terms;
  }

  /** Something of a page has come since the last answer. */
  get hasImage(): boolean {
    return this.#page !== undefined;
  }

  /** Of the page that is awaited now. */
  get rejections(): number {
    return this.#rejections;
  }

  get isFull(): boolean {
    return this.#index >= (this.desk.options.maxPages ?? MAX_PAGES);
  }

  /** A DCS says it again each time; it is news once. */
  identified(identification: T30Identification): void {
    const news = JSON.stringify(identification);
    if (news !== this.#identified && news !== '{}') this.desk.tell({ type: 'identified', ...identification });
    this.#identified = news;
  }

  /** What a DCS settled; a page that was under way is void. */
  agree(terms: PageTerms | undefined): void {
    this.#terms = terms;
    this.#page = undefined;
    this.#answer = undefined;
    this.confirmation.drop();
  }

  /** CTC: another speed for what is left of the page. */
  changeModem(modem: ImageModem): void {
    if (this.#terms) this.#terms = { ...this.#terms, modem };
  }

  /** Training has passed: what comes now has these terms. */
  trained(): void {
    if (!this.#terms) return;
    const { modem, ecm, compression, resolution, widthPx } = this.#terms;
    const fact = { type: 'negotiated', modem, bitRate: bitRateOf(modem), ecm, compression, resolution, widthPx, direction: 'received' } as const;
    const news = JSON.stringify(fact);
    if (news !== this.#told) this.desk.tell(fact);
    this.#told = news;
  }

  /** The page that comes in, begun when its first signal does. */
  page(): IncomingPage | undefined {
    if (!this.#page && this.#terms) this.#page = new IncomingPage(this.#terms, this.desk.nowMs);
    return this.#page;
  }

  /** The sender says that the page is complete. Its fact is told here, before the answer is said. */
  finish(end: PageEnd): PageVerdict {
    const [page, terms] = [this.page(), this.#terms];
    this.#page = undefined;
    if (!page || !terms) return 'bad';
    const decoded = page.end();
    const verdict = judgePage(decoded, terms.ecm);
    const { badRows, raster } = decoded;
    if (verdict === 'bad') {
      this.#rejections += 1;
      this.desk.tell({ type: 'page-rejected', index: this.#index, direction: 'received', badRows });
      return verdict;
    }
    const last = withoutOperator(end) === 'EOP';
    const figures = page.figures({ index: this.#index, rows: rowCount(raster), last, terms }, this.desk.nowMs);
    const quality = page.isDamaged ? 'poor' : verdict;
    this.desk.tell({ type: 'page-received', ...figures, page: { raster, resolution: terms.resolution }, badRows, quality });
    if (terms.ecm && this.desk.options.confirmsStored) this.confirmation.storing();
    this.desk.progressed();
    this.#index += 1;
    this.#rejections = 0;
    return verdict;
  }

  /** Answers, and remembers it: a sender that did not hear asks again. */
  answer(...contents: readonly FrameContent[]): void {
    this.#answer = contents;
    this.desk.sayCommand(...contents);
  }

  /** False when there is nothing to repeat. */
  repeatAnswer(): boolean {
    if (!this.#answer) return false;
    this.desk.sayCommand(...this.#answer);
    return true;
  }
}
