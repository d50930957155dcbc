import type { Placement } from '../bilevel/placement.ts';
import type { Region } from '../bilevel/tone-map.ts';
import { MAX_FORM_DEPTH, MAX_OBJECTS_LOOKED_AT } from '../limits.ts';
import { apply, compose, IDENTITY, type Matrix } from './matrix.ts';
import type { Pdfium } from './pdfium.ts';

/** fpdf_edit.h: page object types that carry tones. */
const IMAGE = 3;
const SHADING = 4;
const FORM = 5;

interface Search {
  readonly pdfium: Pdfium;
  readonly page: number;
  readonly placement: Placement;
  readonly found: Region[];
  looksLeft: number;
}

/** Where images and shadings lie on the fax page, those inside form XObjects too. */
export function findImages(pdfium: Pdfium, page: number, placement: Placement): Region[] {
  const search: Search = { pdfium, page, placement, found: [], looksLeft: MAX_OBJECTS_LOOKED_AT };
  const count = pdfium._FPDFPage_CountObjects(page);
  for (let i = 0; i < count && search.looksLeft > 0; i++) {
    look(search, pdfium._FPDFPage_GetObject(page, i), { matrix: IDENTITY, depth: 0 });
  }
  return search.found;
}

function look(search: Search, object: number, at: { matrix: Matrix; depth: number }): void {
  search.looksLeft -= 1;
  const type = search.pdfium._FPDFPageObj_GetType(object);
  if (type === IMAGE || type === SHADING) {
    const region = regionOf(search, object, at.matrix);
    if (region) search.found.push(region);
  } else if (type === FORM && at.depth < MAX_FORM_DEPTH) {
    lookInside(search, object, at);
  }
}

function lookInside(search: Search, form: number, at: { matrix: Matrix; depth: number }): void {
  const inner = { matrix: compose(matrixOf(search.pdfium, form), at.matrix), depth: at.depth + 1 };
  const count = search.pdfium._FPDFFormObj_CountObjects(form);
  for (let i = 0; i < count && search.looksLeft > 0; i++) {
    look(search, search.pdfium._FPDFFormObj_GetObject(form, i), inner);
  }
}

function regionOf(search: Search, object: number, matrix: Matrix): Region | undefined {
  const bounds = floats(search.pdfium, 4, (at) => search.pdfium._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12));
  if (!bounds) return undefined;
  const [left = 0, bottom = 0, right = 0, top = 0] = bounds;
  const corners = [[left, bottom], [right, bottom], [left, top], [right, top]] as const;
  const onPage = corners.map(([x, y]) => toFaxPixels(search, apply(matrix, { x, y })));
  return {
    left: Math.min(...onPage.map(({ x }) => x)),
    top: Math.min(...onPage.map(({ y }) => y)),
    right: Math.max(...onPage.map(({ x }) => x)),
    bottom: Math.max(...onPage.map(({ y }) => y)),
  };
}

function toFaxPixels({ pdfium, page, placement }: Search, point: { x: number; y: number }) {
  const { left, width, height, quarterTurn } = placement;
  const pointer = pdfium.wasmExports.malloc(8);
  pdfium._FPDF_PageToDevice(page, left, 0, width, height, quarterTurn ? 1 : 0, point.x, point.y, pointer, pointer + 4);
  const view = new DataView(pdfium.HEAPU8.buffer);
  const device = { x: view.getInt32(pointer, true), y: view.getInt32(pointer + 4, true) };
  pdfium.wasmExports.free(pointer);
  return device;
}

function matrixOf(pdfium: Pdfium, form: number): Matrix {
  const values = floats(pdfium, 6, (at) => pdfium._FPDFPageObj_GetMatrix(form, at));
  if (!values) return IDENTITY;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return { a, b, c, d, e, f };
}

function floats(pdfium: Pdfium, count: number, fill: (pointer: number) => number): number[] | undefined {
  const pointer = pdfium.wasmExports.malloc(count * 4);
  const filled = fill(pointer) !== 0;
  const view = new DataView(pdfium.HEAPU8.buffer, pointer, count * 4);
  const values = Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true));
  pdfium.wasmExports.free(pointer);
  return filled ? values : undefined;
}
