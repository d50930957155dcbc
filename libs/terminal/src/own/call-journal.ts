import type { IdentifiedFact, NegotiatedFact as T30Negotiated, PageReceivedFact, PageSentFact } from '@faxwire/t30';
import type { NegotiatedFact, PageFact, TerminalResult } from '../fax-terminal.ts';
import { DOTS_PER_INCH } from './pages/dots-per-inch.ts';
import { countryOf } from './vendor.ts';

/** What is certain about a call, in the words of the port. */
export class CallJournal {
  pagesConfirmed = 0;
  documentConfirmed = false;
  #bitRate = 0;
  #ecm = false;
  #ecmRetries = 0;
  #identified: Omit<IdentifiedFact, 'type'> = {};
  #announced: string | undefined;

  identified({ type: _, ...known }: IdentifiedFact): void {
    this.#identified = { ...this.#identified, ...known };
  }

  /** Only what changed is told again: retraining after every page is ordinary. */
  negotiated(fact: T30Negotiated): NegotiatedFact | undefined {
    const { bitRate, ecm, compression, widthPx } = fact;
    this.#bitRate = bitRate;
    this.#ecm = ecm;
    const told = { bitRate, ecm, compression, widthPx, resolution: DOTS_PER_INCH[fact.resolution] };
    const key = JSON.stringify(told);
    if (key === this.#announced) return undefined;
    this.#announced = key;
    return { type: 'negotiated', ...told, ...this.#party() };
  }

  page(fact: PageSentFact | PageReceivedFact, pagePath?: string): PageFact {
    this.pagesConfirmed += 1;
    this.documentConfirmed ||= fact.last;
    this.#bitRate = fact.bitRate;
    this.#ecmRetries += fact.ecmRetries;
    const { index, bitRate, ecmRetries, last, compression, retransmittedBlocks, durationMs } = fact;
    const badRows = fact.type === 'page-received' ? fact.badRows : 0;
    const figures = { badRows, bytes: fact.octets, lengthRows: fact.rows };
    const path = pagePath === undefined ? {} : { pagePath };
    return { type: 'page', index, confirmed: true, bitRate, ecmRetries, last, compression, retransmittedBlocks, durationMs, ...figures, ...path };
  }

  result(t30Code: number, protocolSeconds: number): TerminalResult {
    const { pagesConfirmed, documentConfirmed } = this;
    const { stationId } = this.#identified;
    const figures = { bitRate: this.#bitRate, ecm: this.#ecm, ecmRetries: this.#ecmRetries };
    const remote = stationId === undefined ? {} : { remoteStationId: stationId };
    return { t30Code, pagesConfirmed, documentConfirmed, ...figures, protocolSeconds, ...remote };
  }

  #party(): Partial<NegotiatedFact> {
    const { stationId, subAddress, password, nonStandard } = this.#identified;
    const remoteCountry = nonStandard && countryOf(nonStandard.country);
    const known = { remoteStationId: stationId, remoteCountry, remoteSubAddress: subAddress, remotePassword: password };
    return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  }
}
