import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ReceivedFaxStore } from './received-fax-store.ts';
import type { ReceivedFax } from './received-fax.ts';
import { SandboxModule } from './sandbox.module.ts';

let folder: string;
let received: ReceivedFaxStore;
let app: NestFastifyApplication;

const fax: ReceivedFax = {
  id: 'a', number: '+19995550100', caller: '+19995550000', faxId: 'f', pages: 1, t30Code: 0,
  startedOn: '2026-01-01T00:00:00.000Z', endedOn: '2026-01-01T00:01:00.000Z',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  received = await ReceivedFaxStore.open(folder);
  await received.begin(fax);
  await received.begin({ ...fax, id: 'empty', pages: 0 });
  await writeFile(received.pagesPath('a'), 'II*');
  app = await NestFactory.create<NestFastifyApplication>(SandboxModule.register({ received }), new FastifyAdapter(), { logger: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string) => app.getHttpAdapter().getInstance().inject({ url });

describe('what the sandbox received', () => {
  it('is listed, newest first', async () => {
    const response = await get('/sandbox/faxes');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ faxes: [{ ...fax, id: 'empty', pages: 0 }, fax] });
  });

  it('is fetched as a TIFF', async () => {
    const response = await get('/sandbox/faxes/a/pages.tiff');
    expect([response.statusCode, response.headers['content-type'], response.body]).toEqual([200, 'image/tiff', 'II*']);
  });

  it.each(['empty', 'unknown', '..%2Fa', '%00'])('is not there for %s', async (id) => {
    expect((await get(`/sandbox/faxes/${id}/pages.tiff`)).statusCode).toBe(404);
  });
});
