export { inspect, isShortText, type Inspected } from './inspect.ts';
export { type DocumentKind, mediaTypes } from './kind.ts';
export { describe, type Refusal, type RefusalCode, refusalCodes } from './refusal.ts';
export { MAX_DOCUMENT_BYTES, MAX_PAGES, RENDER_MEMORY_BYTES, RENDER_WALL_CLOCK_MS, SHORT_TEXT_BYTES } from './limits.ts';
export { FAX_WIDTH_PX, FAX_X_DPI, type FaxResolution, faxYDpi } from './bilevel/fax-page.ts';
export { DocumentRenderer, type DocumentRendererOptions, type RenderRequest } from './render/document-renderer.ts';
export type { Examined, Rendered } from './render/message.ts';
export { RendererUnavailable, type RendererUnavailableCode } from './render/renderer-unavailable.ts';
export type { CoverWords } from './cover/cover-sheet.ts';
export { FaxPages, type PagePreview } from './pages/fax-pages.ts';
export { bindFaxPages, splitFaxPage, type SplitPage } from './pages/bind-fax-pages.ts';
export { transmissionReport, type TransmissionReport } from './report/transmission-report.ts';
export { readFaxPages, type ReadFaxPage } from './tiff/read-fax-pages.ts';
export {
  type DocumentAddress, type DocumentStore, DocumentStoreError, type DocumentStoreErrorCode, type ListedDocument, type StoredDocument,
} from './store/document-store.ts';
export type { DocumentSource } from './store/document-source.ts';
export {
  DEFAULT_GRACE_MS, DocumentSweeper, MIN_GRACE_MS, type DocumentSweep, type DocumentSweeperOptions,
} from './store/document-sweeper.ts';
export { DocumentEraser, type DocumentEraserOptions } from './store/document-eraser.ts';
export { FilesDocumentStore, type FilesStoreOptions } from './store/files-store.ts';
export { MASTER_KEY_BYTES, openMasterKey } from './store/master-key.ts';
export { samplePdfPath } from './sample/sample-pdf.ts';
