import type { NegotiatedFact, PageFact, TerminalFact } from '../fax-terminal.ts';
import type { LineFigures } from '../line-figures.ts';
import { LineTally } from '../line-figures.ts';
import { inLineOrder } from '../line-order.ts';
import type { DigitalCommand } from './dcs.ts';
import { readDcs } from './dcs.ts';
import type { EngineEvent, PageStatistics } from './engine-event.ts';
import { confirmsPage, endsDocument, FCF, fcfOf, pageCommandOf } from './t30-frame.ts';

export interface RemoteParty {
  readonly remoteStationId?: string | undefined;
  readonly remoteCountry?: string | undefined;
  readonly remoteVendor?: string | undefined;
}

/** Reads the frames of a call and says what became certain by them. */
export class CallJournal {
  pagesConfirmed = 0;
  documentConfirmed = false;
  readonly #tally = new LineTally();
  #dcs: DigitalCommand | undefined;
  #announced: string | undefined;
  #lastCommand = 0;
  #received: PageStatistics | undefined;

  constructor(
    private readonly transmits: boolean,
    private readonly firstPage: number,
    private readonly remote: () => RemoteParty,
  ) {}

  get figures(): LineFigures {
    return this.#tally.figures;
  }

  read(event: EngineEvent): TerminalFact | undefined {
    if (event.type === 'page-end') return this.#pageEnded(event.fcf, event.statistics);
    if (event.type !== 'frame') return undefined;
    this.#tally.frame(inLineOrder(event.octets));
    const isCommand = event.incoming !== this.transmits;
    return isCommand ? this.#command(event.octets) : this.#response(fcfOf(event.octets));
  }

  #command(octets: Uint8Array): undefined {
    if (fcfOf(octets) === FCF.dcs) this.#dcs = readDcs(octets);
    this.#lastCommand = pageCommandOf(octets);
  }

  #response(fcf: number): TerminalFact | undefined {
    if (fcf === FCF.cfr) return this.#trained();
    if (this.transmits || this.#received === undefined) return undefined;
    const statistics = this.#received;
    this.#received = undefined;
    return confirmsPage(fcf) ? this.#page(statistics) : undefined;
  }

  /** A sender knows by the answer; a receiver has stored the page and answers next. */
  #pageEnded(fcf: number, statistics: PageStatistics): TerminalFact | undefined {
    if (this.transmits) return confirmsPage(fcf) ? this.#page(statistics) : undefined;
    this.#received = statistics;
    return undefined;
  }

  /** Only what changed is told again: retraining after every page is ordinary. */
  #trained(): NegotiatedFact | undefined {
    const key = JSON.stringify(this.#dcs);
    if (this.#dcs === undefined || key === this.#announced) return undefined;
    this.#announced = key;
    const party = Object.entries(this.remote()).filter(([, value]) => value !== undefined);
    return { type: 'negotiated', ...this.#dcs, ...Object.fromEntries(party) };
  }

  #page(statistics: PageStatistics): PageFact {
    const index = this.firstPage + this.pagesConfirmed;
    const { bitRate, badRows, bytes, lengthRows, ecmRetries } = statistics;
    const last = endsDocument(this.#lastCommand);
    this.pagesConfirmed += 1;
    this.documentConfirmed ||= last;
    return { type: 'page', index, confirmed: true, bitRate, badRows, bytes, lengthRows, ecmRetries, last };
  }
}
