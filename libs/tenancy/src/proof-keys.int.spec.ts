import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { eventLogGrants, eventLogMigrations, grantRoles, openDatabase, type Database } from '@faxwire/event-log';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { tenancyEntities, tenancyGrants, tenancyMigrations } from './index.ts';
import { ProofKeys } from './proof-keys.ts';

const YEAR_MS = 365 * 86_400_000;
const PROOF = Buffer.from('what happened');

describe('the keys that proofs are signed with', () => {
  const masterKey = randomBytes(32);
  let server: TemporaryDatabase;
  let owner: Database;
  /** As the process that signs connects. */
  let api: Database;
  beforeAll(async () => {
    server = await temporaryDatabase();
    const tables = { entities: tenancyEntities, migrations: [...eventLogMigrations, ...tenancyMigrations] };
    owner = await openDatabase({ ...tables, url: server.url });
    const client = await owner.pool.connect();
    await grantRoles(client, { grants: [...eventLogGrants, ...tenancyGrants] }).finally(() => client.release());
    api = await openDatabase({ ...tables, url: `${server.url}?options=${encodeURIComponent('-c role=faxwire_api')}`, migrate: false, tenantScoped: true });
  });
  beforeEach(() => owner.pool.query('DELETE FROM proof_key'));
  afterAll(async () => {
    await Promise.all([owner, api].map((database) => database.close()));
    await server.drop();
  });

  const keysAt = (now: number) => new ProofKeys(api.dataSource, masterKey, () => now);
  async function isGood(kid: string, signature: Buffer): Promise<boolean> {
    const jwk = (await keysAt(0).published()).find((each) => each.kid === kid);
    if (!jwk) return false;
    return verify(null, PROOF, createPublicKey({ key: { ...jwk }, format: 'jwk' }), signature);
  }

  it('are one, however many processes need it first, and its public half verifies', async () => {
    const signers = await Promise.all(Array.from({ length: 8 }, () => keysAt(0).signer()));
    expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1);
    const [signer] = signers;
    if (!signer) throw new Error('unreachable');
    const signature = signer.sign(PROOF);
    expect(await isGood(signer.kid, signature)).toBe(true);
    signature[3]! ^= 1;
    expect(await isGood(signer.kid, signature)).toBe(false);
  });

  it('follow each other, and what an old one signed stays good', async () => {
    const keys = keysAt(0);
    const old = await keys.signer();
    const signature = old.sign(PROOF);
    const kid = await keysAt(1_000).rotate();
    expect((await keys.signer()).kid).toBe(old.kid);
    expect((await keysAt(2_000).signer()).kid).toBe(kid);
    expect((await keysAt(2_000).published()).map((jwk) => jwk.kid)).toEqual([kid, old.kid]);
    expect(await isGood(old.kid, signature)).toBe(true);
  });

  it('are replaced after a year by whoever signs then', async () => {
    const { kid } = await keysAt(0).signer();
    expect((await keysAt(YEAR_MS - 1).signer()).kid).toBe(kid);
    expect((await keysAt(YEAR_MS + 1).signer()).kid).not.toBe(kid);
  });

  it('do not open with another master key', async () => {
    await keysAt(0).signer();
    await expect(new ProofKeys(api.dataSource, randomBytes(32), () => 0).signer()).rejects.toThrow();
  });
});
