import type { MmrImage } from '../coding/mmr-image.ts';
import type { FaxPage, PageResolution, Raster } from './raster.ts';

/** A page that is coded already; its dots are drawn when somebody asks for them. */
export class CodedPage implements FaxPage {
  #raster: Raster | undefined;

  constructor(
    readonly mmr: MmrImage,
    readonly resolution: PageResolution,
    private readonly draw: () => Raster,
  ) {}

  get raster(): Raster {
    this.#raster ??= this.draw();
    return this.#raster;
  }
}
