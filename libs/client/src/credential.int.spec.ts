import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oauthTokens } from './credential.ts';

async function tokenServer(answer: (asked: number) => { status: number; body: object }) {
  const seen: { authorization: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => {
      seen.push({ authorization: request.headers.authorization, body });
      const { status, body: answered } = answer(seen.length);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth/token`, seen, close: () => server.close() };
}

const token = (asked: number) => ({ status: 200, body: { access_token: `t${asked}`, token_type: 'Bearer', expires_in: 3_600 } });

describe('access tokens', () => {
  it('are asked for once for all who wait, and again before they end', async () => {
    const { tokenUrl, seen, close } = await tokenServer(token);
    let time = 0;
    const next = oauthTokens({ clientId: 'id', clientSecret: 'secret', scope: 'fax:read', tokenUrl }, () => time);
    expect(await Promise.all([next(), next(), next()])).toEqual(['t1', 't1', 't1']);
    time = 3_569_000;
    expect(await next()).toBe('t1');
    time = 3_570_000;
    expect(await next()).toBe('t2');
    expect(seen[0]).toEqual({ authorization: `Basic ${btoa('id:secret')}`, body: 'grant_type=client_credentials&scope=fax%3Aread' });
    close();
  });

  it('are asked for anew after a refusal', async () => {
    const { tokenUrl, close } = await tokenServer((asked) => (asked === 1 ? { status: 503, body: {} } : token(asked)));
    const next = oauthTokens({ clientId: 'id', clientSecret: 'secret', tokenUrl }, () => 0);
    await expect(next()).rejects.toMatchObject({ status: 503 });
    expect(await next()).toBe('t2');
    close();
  });
});
