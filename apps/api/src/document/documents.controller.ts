import { Controller, Inject, Param, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FaxBody } from '@faxwire/contracts';
import type { Principal } from '@faxwire/tenancy';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { faxBody } from '../fax/fax-view.ts';
import { OPERATIONS } from '../operations.ts';
import { AskedForDocument, AskedForPage, type AskedDocument } from './asked-document.ts';
import { attachment } from './attachment.ts';
import { DocumentDesk } from './document-desk.ts';
import { send } from './document-download.ts';

@Controller()
export class DocumentsController {
  readonly #documents: DocumentDesk;

  constructor(@Inject(DocumentDesk) documents: DocumentDesk) {
    this.#documents = documents;
  }

  @Answers(OPERATIONS.getDocument)
  async document(
    @Caller() caller: Principal, @AskedForDocument() asked: AskedDocument, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const download = await this.#documents.document(caller, asked);
    const { known } = asked;
    if (known === undefined || known !== `"${download.sha256}"`) return send(download, reply);
    download.stream.destroy();
    void reply.code(304).header('ETag', known);
    return undefined;
  }

  @Answers(OPERATIONS.eraseDocument)
  async erase(@Caller() caller: Principal, @Param('faxId') id: string): Promise<FaxBody> {
    return faxBody(await this.#documents.erase(caller, id));
  }

  @Answers(OPERATIONS.getPagesPdf)
  async pagesPdf(@Caller() caller: Principal, @Param('faxId') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return send(await this.#documents.pagesPdf(caller, id), reply);
  }

  @Answers(OPERATIONS.getPagePng)
  async pagePng(
    @Caller() caller: Principal, @AskedForPage() { id, number }: Pick<AskedDocument, 'id' | 'number'>, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const png = await this.#documents.pagePng(caller, id, number);
    void reply.header('Content-Disposition', attachment(`${id}-page-${number}.png`));
    return new StreamableFile(png, { type: 'image/png' });
  }
}
