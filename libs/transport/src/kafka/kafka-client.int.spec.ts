import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaConfigOf, type KafkaSettings } from './kafka-client.ts';

const PLAIN: KafkaSettings = { brokers: ['one:9092', 'two:9092'], clientId: 'faxwire-relay' };

describe('what the library is told of the brokers', () => {
  it('is neither TLS nor SASL unless somebody asks for it', () => {
    const config = kafkaConfigOf({ ...PLAIN, username: 'fax', password: 'secret' });
    expect(config).toMatchObject({ brokers: ['one:9092', 'two:9092'], clientId: 'faxwire-relay', ssl: false });
    expect(config).not.toHaveProperty('sasl');
  });

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('is user and password for SASL %s', (saslMechanism) => {
    expect(kafkaConfigOf({ ...PLAIN, saslMechanism, username: 'fax', password: 'secret' }).sasl).toEqual({ mechanism: saslMechanism, username: 'fax', password: 'secret' });
  });

  it('is TLS with a public authority, or with the one of a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faxwire-kafka-'));
    try {
      const caFile = join(folder, 'authority.pem');
      await writeFile(caFile, 'AUTHORITY');
      expect(kafkaConfigOf({ ...PLAIN, ssl: true }).ssl).toBe(true);
      expect(kafkaConfigOf({ ...PLAIN, ssl: true, caFile }).ssl).toEqual({ ca: ['AUTHORITY'] });
      expect(kafkaConfigOf({ ...PLAIN, caFile }).ssl).toBe(false);
      expect(() => kafkaConfigOf({ ...PLAIN, ssl: true, caFile: join(folder, 'absent.pem') })).toThrow('ENOENT');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
