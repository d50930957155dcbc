import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { s3Client, type S3Settings } from './s3-client.ts';
import { S3DocumentStore } from './s3-store.ts';

interface Seen {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const SETTINGS: S3Settings = {
  endpoint: '', region: 'eu-central-1', bucket: 'faxes', accessKeyId: 'key', secretAccessKey: 'secret',
  pathStyle: true, serverSideEncryption: 'none', kmsKeyId: '',
};

describe('what the store sends to S3', () => {
  let server: Server;
  let seen: Seen[];
  beforeEach(async () => {
    seen = [];
    server = createServer((request, response) => {
      const { method, url, headers } = request;
      seen.push({ method, path: url?.split('?')[0], headers });
      request.resume().on('end', () => response.writeHead(200, { ETag: '"1"' }).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function put(changed: Partial<S3Settings>): Promise<Seen> {
    const { port } = server.address() as AddressInfo;
    const settings = { ...SETTINGS, endpoint: `http://127.0.0.1:${port}`, ...changed };
    const store = new S3DocumentStore({ s3: settings, masterKey: randomBytes(32), spoolFolder: tmpdir() });
    const { sha256 } = await store.put('tenant', Buffer.from('letter'));
    store.close();
    const [request] = seen;
    if (!request) throw new Error('nothing was sent');
    expect(request.path?.endsWith(`tenant/${sha256.slice(0, 2)}/${sha256}`)).toBe(true);
    return request;
  }

  it('never overwrites an object unseen', async () => {
    expect(await put({})).toMatchObject({ method: 'PUT', headers: { 'if-none-match': '*' } });
  });

  it('has the bucket in the path', async () => {
    const { path, headers } = await put({});
    expect(path).toMatch(/^\/faxes\/tenant\//);
    expect(headers['x-amz-server-side-encryption']).toBeUndefined();
    expect(headers.authorization).toContain('/eu-central-1/s3/');
  });

  it('has the bucket in the host name where it is told to', async () => {
    const client = s3Client({ ...SETTINGS, endpoint: 'https://s3.example.com', pathStyle: false }, 1_000);
    const sent: object[] = [];
    client.middlewareStack.add((_next) => async ({ request }) => {
      sent.push(Object(request));
      return { response: {}, output: { $metadata: {} } };
    }, { step: 'finalizeRequest', priority: 'high' });
    await client.send(new HeadObjectCommand({ Bucket: 'faxes', Key: 'tenant/a' }));
    expect(sent).toMatchObject([{ hostname: 'faxes.s3.example.com', path: '/tenant/a' }]);
  });

  it.each<[Partial<S3Settings>, Record<string, string | undefined>]>([
    [{ serverSideEncryption: 'AES256', kmsKeyId: 'ignored' }, { 'x-amz-server-side-encryption': 'AES256', 'x-amz-server-side-encryption-aws-kms-key-id': undefined }],
    [{ serverSideEncryption: 'aws:kms' }, { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': undefined }],
    [{ serverSideEncryption: 'aws:kms', kmsKeyId: 'key-1' }, { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': 'key-1' }],
  ])('asks for encryption by the server: %j', async (settings, headers) => {
    const sent = await put(settings);
    for (const [name, value] of Object.entries(headers)) expect(sent.headers[name]).toBe(value);
  });
});
