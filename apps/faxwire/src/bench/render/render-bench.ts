import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DocumentRenderer, samplePdfPath } from '@faxwire/documents';
import { withBenchFolder } from '../bench-house.ts';
import { inTurns, median } from '../statistics.ts';
import { ghostscript, hasGhostscript } from './ghostscript.ts';
import { textPdf } from './text-pdf.ts';

const ROUNDS = 7;
const TEXT_PAGES = 20;
const SAMPLE_PAGES = 3;

interface Specimen {
  readonly name: string;
  readonly path: string;
  readonly pages: number;
}

/** Pages in a second, one document at a time, against Ghostscript. */
export function renderBench(): Promise<string> {
  return withBenchFolder(async ({ dataDir }) => {
    await mkdir(dataDir, { recursive: true });
    const text: Specimen = { name: `${TEXT_PAGES} pages of text`, path: join(dataDir, 'text.pdf'), pages: TEXT_PAGES };
    await writeFile(text.path, textPdf(TEXT_PAGES));
    const sample: Specimen = { name: `the sample of ${SAMPLE_PAGES} pages`, path: samplePdfPath(), pages: SAMPLE_PAGES };
    const renderer = new DocumentRenderer();
    const withGhostscript = await hasGhostscript();
    try {
      const lines: string[] = [];
      for (const specimen of [sample, text]) lines.push(await measure(specimen, { renderer, withGhostscript, folder: dataDir }));
      return `${lines.join('; ')} (medians of ${ROUNDS} rounds${withGhostscript ? '' : '; gs is not installed, so nothing to compare with'})`;
    } finally {
      await renderer.close();
    }
  });
}

interface Bench {
  readonly renderer: DocumentRenderer;
  readonly withGhostscript: boolean;
  readonly folder: string;
}

async function measure({ name, path, pages }: Specimen, { renderer, withGhostscript, folder }: Bench): Promise<string> {
  const pagesPerSecond = async (work: () => Promise<void>): Promise<number> => {
    const begun = performance.now();
    await work();
    return (pages * 1_000) / (performance.now() - begun);
  };
  const ours = (): Promise<number> => pagesPerSecond(async () => {
    const rendered = await renderer.render({ inputPath: path, outputPath: join(folder, 'ours.tif') });
    if (!rendered.ok || rendered.pageCount !== pages) throw new Error(`${name} could not be rendered.`);
  });
  const gs = (): Promise<number> => (withGhostscript ? pagesPerSecond(() => ghostscript(path, join(folder, 'gs.tif'))) : Promise.resolve(Number.NaN));
  await inTurns(1, { ours, gs });
  const rates = await inTurns(ROUNDS, { ours, gs });
  const figure = `${median(rates.ours).toFixed(1)} pages/s of ${name}`;
  if (!withGhostscript) return figure;
  const ratios = rates.ours.map((rate, round) => rate / (rates.gs[round] ?? Number.NaN));
  return `${figure} against ${median(rates.gs).toFixed(1)} for Ghostscript, ratio ${median(ratios).toFixed(2)}`;
}
