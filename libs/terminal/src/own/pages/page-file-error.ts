/**
 * `unreadable`: no TIFF, a damaged one, or one without pages. `not_a_fax`: a page that is not of one bit in T.6, or of a size that no fax
 * machine has. `too_large`: more than is held in memory for a call.
 */
export type PageFileErrorCode = 'unreadable' | 'not_a_fax' | 'too_large';

/** Thrown when a document to be sent cannot be read. Never for what a far end sent. */
export class PageFileError extends Error {
  constructor(
    readonly code: PageFileErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'PageFileError';
  }
}
