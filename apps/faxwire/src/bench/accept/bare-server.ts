/** The least that takes an upload in: Fastify, a file, one statement of two rows. What we are measured against. */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import pg from 'pg';

export interface BareOrder {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly folder: string;
}

export interface BareAnswer {
  readonly port: number;
}

const TABLES = `
  CREATE TABLE bare_event (position bigint GENERATED ALWAYS AS IDENTITY, stream text, version integer, data jsonb, at timestamptz, PRIMARY KEY (stream, version));
  CREATE TABLE bare_fax (fax_id text PRIMARY KEY, status text, phone_number text, created_at timestamptz)`;
const INSERT = {
  name: 'bare_insert',
  text: `WITH appended AS (INSERT INTO bare_event (stream, version, data, at) VALUES ($1, 1, $2, now()))
         INSERT INTO bare_fax VALUES ($1, 'FaxReceived', $3, now())`,
};

process.on('message', (order: BareOrder) => void serve(order));
process.on('disconnect', () => process.exit(0));

async function serve({ databaseUrl, poolSize, folder }: BareOrder): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  await pool.query(TABLES);
  await mkdir(folder, { recursive: true });
  const app = fastify();
  await app.register(multipart);
  app.post('/fax', async (request, reply) => {
    const faxId = randomUUID();
    let phoneNumber: unknown;
    let bytes = 0;
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        phoneNumber = part.value;
        continue;
      }
      const document = await part.toBuffer();
      bytes = document.length;
      await writeFile(join(folder, faxId), document);
    }
    await pool.query({ ...INSERT, values: [faxId, JSON.stringify({ faxId, phoneNumber, bytes }), phoneNumber] });
    return reply.code(202).send({ faxId, faxStatus: 'FaxReceived', phoneNumber });
  });
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  process.send?.({ port: Number(url.port) } satisfies BareAnswer);
}
