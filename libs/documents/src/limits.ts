/** Larger files are scans of whole archives or attacks; the API refuses them before it stores them. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** 500 pages hold a line for more than four hours; nobody means that. */
export const MAX_PAGES = 500;

/** PDF's own limit for a page side (14,400 units); beyond it a size is a mistake or an attack on our arithmetic. */
export const MAX_PAGE_SIDE_INCHES = 200;

/** Four Letter pages in one. Longer rolls run a receiver out of paper, and each page is held in memory as pixels. */
export const MAX_PAGE_LENGTH_INCHES = 44;

/** Receivers jam on slips; one inch is the shortest page that we send, padded with white. */
export const MIN_PAGE_LENGTH_INCHES = 1;

/** A4 scanned at 1000 dpi. A few kilobytes of PNG can declare thousands of times as much (a pixel flood). */
export const MAX_IMAGE_PIXELS = 100_000_000;

/** A document of 500 plain pages takes about 20 s; what takes longer loops or was made to. */
export const RENDER_WALL_CLOCK_MS = 30_000;

/** PDFium, sharp, the largest file and the largest page fit twice. */
export const RENDER_MEMORY_BYTES = 512 * 1024 * 1024;

/** JavaScript's share of it; images and WebAssembly memory are not counted by V8, so the watchdog looks at RSS too. */
export const RENDER_HEAP_MB = 256;

/** Nested form XObjects can form a bomb (each level twice the last); photographs are looked for this deep only. */
export const MAX_FORM_DEPTH = 8;

/** Objects of one page that are looked at for photographs; drawing has no such limit, only time. */
export const MAX_OBJECTS_LOOKED_AT = 20_000;

/** A TIFF directory of a fax has 15 to 25 entries; a hostile one claims 65,535. */
export const MAX_TIFF_ENTRIES = 200;

/** 500 pages of 60 lines of 80 characters of 4 bytes: longer texts cannot fit, and reading them would only block. */
export const MAX_TEXT_BYTES = MAX_PAGES * 60 * 80 * 4;

/** A letter of some five pages. Laid out in the server itself: at worst (combining marks to be put in order) some 35 ms. */
export const SHORT_TEXT_BYTES = 16 * 1024;
