import type { FaxPage, T30Document } from '@faxwire/t30';
import { headerLineText, withHeaderLine } from '@faxwire/t30';
import type { FaxTerminalOptions } from '../../fax-terminal.ts';

interface Part extends Pick<FaxTerminalOptions, 'headerText' | 'headerTo' | 'stationId'> {
  readonly transmit: { readonly pageCount?: number; readonly firstPage: number };
  /** When the call is made: every page of it says so. */
  readonly at: Date;
}

/** What a call sends of a document: as many pages as asked for, with a line drawn over the top of each if there is one to draw. */
export function documentPart(document: T30Document, part: Part): T30Document {
  const { firstPage, pageCount = Infinity } = part.transmit;
  const all = document.pageCount;
  return {
    pageCount: Math.min(all, firstPage + pageCount),
    page: (index) => headed(document.page(index), headerOf(part, index + 1, all)),
  };
}

function headed(page: FaxPage, text: string | undefined): FaxPage {
  return text === undefined ? page : withHeaderLine(page, text);
}

function headerOf({ headerText, headerTo, stationId, at }: Part, page: number, pageCount: number): string | undefined {
  if (headerText === undefined) return undefined;
  const minute = at.toISOString().slice(0, 16).replace('T', ' ');
  const from = `${headerText} ${stationId}`.trim();
  if (headerTo === undefined) return `${minute}   From: ${from}   Page ${page} of ${pageCount}`;
  return headerLineText({ at: `${minute} UTC`, from, to: headerTo, page, pageCount });
}
