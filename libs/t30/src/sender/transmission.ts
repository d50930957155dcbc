import type { CompletionCode } from '../call/completion.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import type { PageSentFact } from '../call/t30-fact.ts';
import type { T30Options } from '../call/t30-options.ts';
import type { PageEnd } from '../frame/page-end.ts';
import type { ImageModem } from '../line/modem.ts';
import { bitRateOf } from '../line/modem.ts';
import type { FarCapabilities } from '../negotiation/capability-bits.ts';
import type { PagePlan, Planning } from '../negotiation/page-plan.ts';
import { planPage } from '../negotiation/page-plan.ts';
import type { PageTerms } from '../negotiation/page-terms.ts';
import { sameForm } from '../negotiation/page-terms.ts';
import { commonRates, rungBelow } from '../negotiation/rate-ladder.ts';
import { PageCounter } from '../page/page-counter.ts';
import type { FaxPage } from '../page/raster.ts';
import { PageJob } from './page-job.ts';

/** Times that one page is sent in all before its rejection is final. */
const MAX_ATTEMPTS = 3;

/** A document on its way to one far end, over all its pages. */
export class Transmission {
  readonly counter = new PageCounter();
  /** What follows EOM: the calling machine waits for DIS, a polled one says it. */
  afterEom: () => void = () => undefined;
  #index: number;
  #far: FarCapabilities | undefined;
  #rates: readonly ImageModem[] = [];
  #modem: ImageModem | undefined;
  #plan: PagePlan | undefined;
  #job: PageJob | undefined;
  #cache: { readonly index: number; readonly page: FaxPage | undefined } | undefined;
  #attempts = 0;
  #told = '';

  constructor(
    private readonly desk: Desk,
    private readonly source: NonNullable<T30Options['transmit']>,
  ) {
    this.#index = source.firstPage;
  }

  get hasBegun(): boolean {
    return this.#far !== undefined;
  }

  get hasPages(): boolean {
    return this.#index < this.source.document.pageCount;
  }

  get far(): FarCapabilities | undefined {
    return this.#far;
  }

  get modem(): ImageModem {
    return this.#modem ?? 'v27-2400';
  }

  /** Of the page that is on its way. */
  get terms(): PageTerms {
    if (!this.#plan) throw new Error('no page is planned');
    return { ...this.#plan.terms, modem: this.modem };
  }

  get job(): PageJob {
    if (!this.#job) throw new Error('no page is planned');
    return this.#job;
  }

  /** The far end has said what it can. Returns the code to end with when nothing goes. */
  meet(far: FarCapabilities): CompletionCode | undefined {
    const { capabilities } = this.desk.options;
    this.#far = far;
    this.#rates = commonRates({ families: capabilities.modems, maxBitRate: capabilities.maxBitRate }, far);
    // A speed that training has found does not change because a new section of the document begins.
    if (!this.#modem || !this.#rates.includes(this.#modem)) this.#modem = this.#rates[0];
    if (!this.#modem) return COMPLETION.incompatible;
    return this.#prepare();
  }

  /** One rung down; false below the last. */
  stepDown(): boolean {
    const next = rungBelow(this.#rates, this.modem);
    if (next) this.#modem = next;
    return next !== undefined;
  }

  /** The far end trained at the terms: what they are is told when it is news. */
  agreed(): void {
    const { modem, ecm, compression, resolution, widthPx } = this.terms;
    const fact = { type: 'negotiated', modem, bitRate: bitRateOf(modem), ecm, compression, resolution, widthPx, direction: 'sent' } as const;
    const news = JSON.stringify(fact);
    if (news !== this.#told) this.desk.tell(fact);
    this.#told = news;
  }

  /** The far end has the page. */
  confirm(confirmed: PageSentFact['confirmed']): void {
    this.desk.tell({ type: 'page-sent', confirmed, ...this.job.figures(this.terms, this.desk.nowMs) });
    this.desk.progressed();
    this.#index += 1;
    this.#attempts = 0;
    this.counter.nextPage();
  }

  /** Plans the page that follows one with MPS. */
  next(): CompletionCode | undefined {
    return this.#prepare();
  }

  /** The far end does not take the page as it came. False when it was tried often enough. */
  reject(): boolean {
    this.desk.tell({ type: 'page-rejected', index: this.job.index, direction: 'sent', badRows: 0 });
    this.counter.samePage();
    this.#attempts += 1;
    return this.#attempts < MAX_ATTEMPTS;
  }

  #prepare(): CompletionCode | undefined {
    const planning = this.#planOf(this.#index);
    if (!planning.ok) return planning.code;
    const page = this.#page(this.#index);
    if (!page) return COMPLETION.documentUnreadable;
    this.#plan = planning.plan;
    const isLast = this.#index + 1 >= this.source.document.pageCount;
    this.#job = new PageJob(this.#index, this.#endOf(planning.plan, isLast), { page, maxRows: planning.plan.maxRows, isLast });
    return undefined;
  }

  #endOf(plan: PagePlan, isLast: boolean): PageEnd {
    // A caller that wants the far end's document, too, goes back to phase B for it.
    const turnsRound = this.desk.options.role === 'originate' && this.desk.options.receive === true && this.#far?.hasDocument === true;
    if (isLast) return turnsRound ? 'EOM' : 'EOP';
    const following = this.#planOf(this.#index + 1);
    return following.ok && sameForm(plan.terms, following.plan.terms) ? 'MPS' : 'EOM';
  }

  #planOf(index: number): Planning {
    const page = this.#page(index);
    if (!page || !this.#far) return { ok: false, code: COMPLETION.documentUnreadable };
    return planPage(page, { own: this.desk.options.capabilities, far: this.#far, modem: this.modem });
  }

  /** The page last asked for is kept: it is looked at once as the next one, and once as itself. */
  #page(index: number): FaxPage | undefined {
    if (this.#cache?.index !== index) this.#cache = { index, page: pageOf(this.source.document, index) };
    return this.#cache.page;
  }
}

/** A document that cannot be read ends its own call, and no other's. */
function pageOf(document: NonNullable<T30Options['transmit']>['document'], index: number): FaxPage | undefined {
  try {
    return document.page(index);
  } catch {
    return undefined;
  }
}
