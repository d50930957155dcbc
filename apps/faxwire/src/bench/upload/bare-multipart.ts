/** Nothing but the parser: what an upload costs anybody. */
import multipart from '@fastify/multipart';
import fastify from 'fastify';

export interface MultipartAnswer {
  readonly port: number;
}

const MAX_BYTES = 50 * 1_024 * 1_024;

process.on('message', () => void serve());
process.on('disconnect', () => process.exit(0));

async function serve(): Promise<void> {
  const app = fastify({ bodyLimit: MAX_BYTES });
  await app.register(multipart, { limits: { fileSize: MAX_BYTES } });
  app.post('/fax', async (request, reply) => {
    let bytes = 0;
    for await (const part of request.parts()) {
      if (part.type === 'file') for await (const chunk of part.file as AsyncIterable<Buffer>) bytes += chunk.length;
    }
    return reply.code(202).send({ bytes });
  });
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  process.send?.({ port: Number(url.port) } satisfies MultipartAnswer);
}
