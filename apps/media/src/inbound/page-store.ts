import { splitFaxPage } from '@faxwire/documents';
import type { FaxIncoming, PageReceived } from '@faxwire/fax';
import type { AttemptRecord } from '@faxwire/lifecycle';
import type { NegotiatedFact, PageFact } from '@faxwire/terminal';
import type { InboundDependencies } from './inbound-dependency.ts';
import { MAX_PAGES } from './inbound-limit.ts';

export interface PageStoreOptions {
  readonly documents: InboundDependencies['documents'];
  readonly record: Pick<AttemptRecord, 'add'>;
  readonly fax: FaxIncoming['data'];
  /** The TIFF that the terminal writes all pages to. */
  readonly tiffPath: string;
  readonly pagePath: (page: number) => string;
}

/** What the machines agreed upon, and how the fax goes over the network; left out: T.38. */
export type AgreedLine = NegotiatedFact & { readonly transport?: 'g711' };

/** More than anybody means to send. */
export class TooManyPages extends Error {
  override readonly name = 'TooManyPages';
}

/** Stores each page, encrypted, and tells the log of it, or the local disk where the log is away: both before the far end hears that the page has arrived. */
export class PageStore {
  readonly #options: PageStoreOptions;
  readonly #stored: { readonly sha256: string }[] = [];
  #isWhole = false;
  /** Confirmed to the far end and not readable yet: a terminal that writes its file late. */
  readonly #late: { readonly fact: PageFact; readonly agreed: AgreedLine }[] = [];

  constructor(options: PageStoreOptions) {
    this.#options = options;
  }

  /** The sender declared one of them its last. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** In their order. */
  get stored(): readonly { readonly sha256: string }[] {
    return this.#stored;
  }

  /** @throws TooManyPages, or where it was refused or could not be stored: the page must not be confirmed then */
  async keep(fact: PageFact, agreed: AgreedLine): Promise<void> {
    if (fact.index >= MAX_PAGES) throw new TooManyPages(`more than ${MAX_PAGES} pages`);
    if (this.#late.length > 0 || !(await this.#store(fact, agreed))) this.#late.push({ fact, agreed });
  }

  /** The terminal has ended: what it wrote late is read now. */
  async keepLate(): Promise<void> {
    for (const { fact, agreed } of this.#late.splice(0)) if (!(await this.#store(fact, agreed))) return;
  }

  /** False where the page is not on the disk yet. */
  async #store(fact: PageFact, agreed: AgreedLine): Promise<boolean> {
    const { documents, record, fax, tiffPath, pagePath } = this.#options;
    const path = pagePath(fact.index);
    // Read again and written anew even where the terminal gave a file of its own: what is stored is of one form.
    const source = fact.pagePath === undefined ? { path: tiffPath, index: fact.index } : { path: fact.pagePath, index: 0 };
    const split = await splitFaxPage(source.path, source.index, path);
    if (!split) return false;
    const stored = await documents.putFile(fax.tenantId, path);
    await record.add({ type: 'RecordPageReceived', page: { ...lineOf(fact, agreed), ...split, ...stored } }, true);
    this.#stored.push(stored);
    this.#isWhole = fact.last;
    return true;
  }
}

function lineOf(fact: PageFact, agreed: AgreedLine): Omit<PageReceived['data'], 'sha256' | 'bytes' | 'widthPx' | 'lengthRows'> {
  const { resolution, remoteStationId, transport } = agreed;
  return {
    page: fact.index, last: fact.last, badRows: fact.badRows, bitRate: fact.bitRate, ecm: agreed.ecm,
    compression: (fact.compression ?? agreed.compression).toUpperCase(),
    resolution: `${resolution.x}x${resolution.y}`,
    ...(remoteStationId !== undefined && { remoteStationId }),
    ...(transport && { transport }),
  };
}
