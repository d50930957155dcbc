import type { Server } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { openBench, type ApiBench } from '../api-bench.ts';
import { createApi } from '../create-api.ts';
import { LATE_HEADERS_CHECK_MS, MAX_CONNECTIONS } from '../limits.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('the server', () => {
  it('takes so many connections, and looks often for headers that are late', () => {
    const server: Server = bench.app.getHttpServer();
    expect([server.maxConnections, Reflect.get(server, 'connectionsCheckingInterval')]).toEqual([MAX_CONNECTIONS, LATE_HEADERS_CHECK_MS]);
  });

  it('leaves it to its caller to say that the port is in use', async () => {
    const said: unknown[] = [];
    const say = (message: unknown): void => void said.push(message);
    const logger: LoggerService = { log: () => undefined, error: say, warn: say };
    const second = await createApi(bench.real, { logger });
    await expect(second.listen(Number(new URL(bench.url).port), '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.close();
    expect(said).toEqual([]);
  });
});
