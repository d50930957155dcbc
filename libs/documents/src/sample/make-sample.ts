/** Writes assets/sample.pdf; run it after a change of the sample's pages. */
import { writeFile } from 'node:fs/promises';
import { samplePdf, samplePdfPath } from './sample-pdf.ts';

await writeFile(samplePdfPath(), await samplePdf());
