import { DocumentRenderer, bindFaxPages } from '@faxwire/documents';
import { isFailureCause } from '@faxwire/fax';
import type { PageBinder, PageRenderer } from '@faxwire/lifecycle';
import type { Foundation } from './foundation.ts';

const MEBIBYTE = 1_048_576;

/** Child processes with the configured limits. */
export function openRenderer({ configuration: { render }, closing }: Pick<Foundation, 'configuration' | 'closing'>): DocumentRenderer {
  const renderer = new DocumentRenderer({ concurrency: render.processes, wallClockMs: render.timeoutMs, memoryBytes: render.memoryMb * MEBIBYTE });
  closing.defer('renderer', () => renderer.close());
  return renderer;
}

/** The renderer as the steps of a fax use it. */
export function pagesBy(renderer: DocumentRenderer): PageRenderer {
  return {
    render: async (job) => {
      const rendered = await renderer.render(job);
      if (rendered.ok) return rendered;
      const cause = isFailureCause(rendered.code) ? rendered.code : 'document_broken';
      const detail = rendered.document === undefined ? rendered.reason : `Document ${rendered.document}: ${rendered.reason}`;
      return { ok: false, cause, detail };
    },
  };
}

/** Pages that came in, as one document. */
export const PAGE_BINDER: PageBinder = { bind: bindFaxPages };
