import type { PageSize } from '@faxwire/fax';
import type { CoverWords } from '../cover/cover-sheet.ts';
import type { FaxResolution } from '../bilevel/fax-page.ts';
import type { DocumentKind } from '../kind.ts';
import type { Refusal } from '../refusal.ts';

export interface InputFile {
  readonly kind: DocumentKind;
  readonly path: string;
}

/** Parent to child: one document at a time. */
export type Job =
  | {
      readonly task: 'render';
      readonly kind: DocumentKind;
      readonly inputPath: string;
      /** Documents after the first, in order. */
      readonly attachments?: readonly InputFile[];
      readonly cover?: CoverWords;
      readonly pageSize?: PageSize;
      readonly outputPath: string;
      readonly resolution: FaxResolution;
    }
  | { readonly task: 'examine'; readonly kind: DocumentKind; readonly inputPath: string };

export interface Rendered {
  readonly ok: true;
  readonly pageCount: number;
  readonly widthPx: number;
  /** SHA-256 of each page's packed rows, in hex. */
  readonly pageSha256: string[];
  readonly bytes: number;
  readonly renderMs: number;
  /** Characters of plain texts and of the cover page that the built-in font lacks; they print as question marks. */
  readonly replacedCharacters: number;
}

export interface Examined {
  readonly ok: true;
  readonly kind: DocumentKind;
  readonly pageCount: number;
}

export type Answer = Rendered | Examined | Refusal;

/** Child to parent: ready for the first job (no document was opened before), then one answer a job, or which system call failed it. */
export type ChildMessage = { readonly ready: true } | { readonly answer: Answer } | { readonly systemCode: string };
