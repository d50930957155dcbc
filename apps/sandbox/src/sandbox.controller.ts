import { createReadStream } from 'node:fs';
import { Controller, Get, Header, Inject, NotFoundException, Param, StreamableFile } from '@nestjs/common';
import { ReceivedFaxStore } from './received-fax-store.ts';
import type { ReceivedFax } from './received-fax.ts';

/** What the pretend fax machines received: for looking at, without a key. Mounted only where nobody but this machine can ask. */
@Controller('sandbox/faxes')
export class SandboxController {
  readonly #received: ReceivedFaxStore;

  constructor(@Inject(ReceivedFaxStore) received: ReceivedFaxStore) {
    this.#received = received;
  }

  @Get()
  list(): { faxes: readonly ReceivedFax[] } {
    return { faxes: this.#received.list() };
  }

  @Get(':id/pages.tiff')
  @Header('content-disposition', 'inline')
  async pages(@Param('id') id: string): Promise<StreamableFile> {
    const path = await this.#received.readablePages(id);
    if (path === undefined) throw new NotFoundException('no pages were received in that call');
    return new StreamableFile(createReadStream(path), { type: 'image/tiff' });
  }
}
