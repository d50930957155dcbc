import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporalConnection } from './connection.ts';

const SETTINGS = { address: 'temporal:7233', namespace: 'faxwire', apiKey: '', tls: false, caFile: '', certFile: '', keyFile: '', serverName: '' };

describe('the connection to Temporal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faxwire-temporal-'));
  const file = (name: string): string => {
    writeFileSync(join(folder, name), name);
    return join(folder, name);
  };

  it('is plain where nothing is said', () => {
    expect(temporalConnection(SETTINGS)).toEqual({ address: 'temporal:7233' });
  });

  it('is encrypted where it is asked for, and where there is an API key', () => {
    expect(temporalConnection({ ...SETTINGS, tls: true })).toEqual({ address: 'temporal:7233', tls: {} });
    expect(temporalConnection({ ...SETTINGS, apiKey: 'secret' })).toEqual({ address: 'temporal:7233', tls: {}, apiKey: 'secret' });
  });

  it('takes its certificates from files', () => {
    const { tls } = temporalConnection({ ...SETTINGS, caFile: file('ca'), certFile: file('cert'), keyFile: file('key'), serverName: 'inner' });
    expect(tls).toEqual({
      serverRootCACertificate: Buffer.from('ca'),
      clientCertPair: { crt: Buffer.from('cert'), key: Buffer.from('key') },
      serverNameOverride: 'inner',
    });
  });

  it('is refused with half of a pair, or a file that is not there', () => {
    expect(() => temporalConnection({ ...SETTINGS, certFile: file('cert') })).toThrow('both certFile and keyFile');
    expect(() => temporalConnection({ ...SETTINGS, tls: true, keyFile: file('key') })).toThrow('both certFile and keyFile');
    expect(() => temporalConnection({ ...SETTINGS, caFile: join(folder, 'nowhere') })).toThrow('ENOENT');
  });
});
