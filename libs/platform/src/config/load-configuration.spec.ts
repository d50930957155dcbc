import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from './configuration-error.ts';
import { configurationKeys } from './configuration-key.ts';
import { configurationManual } from './configuration-manual.ts';
import { configurationTable } from './configuration-table.ts';
import { configuredRetryPolicy } from './configured-retry-policy.ts';
import { loadConfiguration } from './load-configuration.ts';
import { outboundRules } from './outbound-rules.ts';

const MANUAL = fileURLToPath(new URL('../../../../faxwire.config.yaml', import.meta.url));
const TRUNK = "{ name: carrier, host: sip.carrier.example, callerNumber: '+12025550100' }";

describe('the configuration', () => {
  let cwd: string;
  beforeEach(() => void (cwd = mkdtempSync(join(tmpdir(), 'faxwire-config-'))));
  afterEach(() => rmSync(cwd, { recursive: true }));

  const load = (yaml: string, env: Record<string, string> = {}) => {
    writeFileSync(join(cwd, 'faxwire.config.yaml'), yaml);
    return loadConfiguration({ env, cwd });
  };
  const refusal = (yaml: string, env: Record<string, string> = {}): string => {
    try {
      load(yaml, env);
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
    return 'accepted';
  };

  it('needs no file: everything has a default', () => {
    const configuration = loadConfiguration({ env: {}, cwd });
    expect(configuration).toMatchObject({ host: '127.0.0.1', port: 8080, database: { url: '' }, sandbox: { enabled: true, speed: 20 }, trunks: [] });
    expect(configuration.dataDir).toBe(join(cwd, '.faxwire'));
    expect(configuration.documents.masterKeyFile).toBe(join(cwd, '.faxwire', 'master.key'));
  });

  it('is, in the manual at the root, exactly the defaults', () => {
    expect(readFileSync(MANUAL, 'utf8')).toBe(configurationManual());
    expect(load(configurationManual())).toEqual(loadConfiguration({ env: {}, cwd: cwd }));
  });

  it('takes a file with nothing in it', () => {
    expect(load('# nothing\n').port).toBe(8080);
  });

  it('prefers the environment over the file, and the file over the defaults', () => {
    const yaml = 'port: 9000\nsandbox:\n  speed: 7\n  sipPort: 5070\n';
    const configuration = load(yaml, { FAXWIRE_SANDBOX_SPEED: '50', FAXWIRE_MEDIA_PORT_RANGE: '[5000, 5999]', FAXWIRE_LOG_PRETTY: 'false' });
    expect(configuration).toMatchObject({ port: 9000, sandbox: { speed: 50, sipPort: 5070 }, media: { portRange: [5000, 5999] }, log: { pretty: false } });
  });

  it('has a variable for every key, and none twice', () => {
    const variables = configurationKeys().map((key) => key.variable);
    expect(new Set(variables).size).toBe(variables.length);
    expect(variables).toEqual(expect.arrayContaining(['FAXWIRE_HOST', 'FAXWIRE_PORT', 'FAXWIRE_DATA_DIR', 'FAXWIRE_SANDBOX_SPEED', 'FAXWIRE_WEBHOOKS_TIMEOUT_MS']));
  });

  it.each(configurationKeys().map((key) => [key.variable, key.defaultValue] as const))('accepts the default of %s from the environment', (variable, value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    expect(() => loadConfiguration({ env: { [variable]: text }, cwd })).not.toThrow();
  });

  it('treats an empty variable as one that is not set', () => {
    expect(load('', { FAXWIRE_PORT: '' }).port).toBe(8080);
  });

  it('reads the file that FAXWIRE_CONFIG names, and refuses one that is not there', () => {
    writeFileSync(join(cwd, 'other.yaml'), 'port: 1234');
    expect(loadConfiguration({ env: { FAXWIRE_CONFIG: 'other.yaml' }, cwd }).port).toBe(1234);
    expect(() => loadConfiguration({ env: { FAXWIRE_CONFIG: 'gone.yaml' }, cwd })).toThrow(/gone\.yaml.*ENOENT/);
  });

  it.each([
    ['an unknown key', 'host: localhost\nsandbox:\n  speeed: 3\n', 'faxwire.config.yaml:3:3 sandbox.speeed: is not a known key; did you mean sandbox.speed?'],
    ['an unknown section', 'webhook:\n  timeoutMs: 3\n', 'faxwire.config.yaml:1:1 webhook: is not a known key; did you mean webhooks?'],
    ['an unknown key of a trunk', `trunks:\n  - name: a\n    hots: b\n    host: b\n    callerNumber: '+12025550100'\n`, 'faxwire.config.yaml:3:5 trunks[0].hots: is not a known key; did you mean trunks.host?'],
    ['a wrong type', 'port: eighty\n', 'faxwire.config.yaml:1:1 port: Invalid input'],
    ['a number out of bounds', 'sandbox:\n  enabled: true\n  speed: 101\n', 'faxwire.config.yaml:3:3 sandbox.speed: Too big'],
    ['a section that is no map', 'log: loud\n', 'faxwire.config.yaml:1:1 log: Invalid input'],
    ['a trunk without a host', "trunks:\n  - name: carrier\n    callerNumber: '+12025550100'\n", 'faxwire.config.yaml:2:5 trunks[0].host: Invalid input'],
    ['a caller number that YAML made a number of', 'trunks:\n  - { name: a, host: b, callerNumber: +12025550100 }\n', 'trunks[0].callerNumber: Invalid input'],
    ['a cause that does not exist', 'retry:\n  delaySeconds:\n    bussy: [1]\n', 'faxwire.config.yaml:3:5'],
    ['a list item', 'webhooks:\n  scheduleSeconds:\n    - 0\n    - -5\n', 'faxwire.config.yaml:4:7 webhooks.scheduleSeconds[1]: Too small'],
    ['a key that stands twice', 'port: 1\nport: 2\n', 'faxwire.config.yaml:2:1'],
    ['no YAML', 'port: [1\n', 'faxwire.config.yaml:2:1'],
    ['a list', '- 1\n', 'faxwire.config.yaml:1:1'],
  ])('refuses %s with its place', (_what, yaml, message) => {
    expect(refusal(yaml)).toContain(message);
  });

  it.each([
    ['no line to send over', 'sandbox:\n  enabled: false\n', 'faxwire.config.yaml:2:3 sandbox.enabled: is false and there are no trunks'],
    ['a port range upside down', 'media:\n  portRange: [6000, 5000]\n', 'faxwire.config.yaml:2:3 media.portRange: its first port is above its last'],
    ['two trunks of one name', `sip: { host: 192.0.2.1 }\ntrunks:\n  - ${TRUNK}\n  - ${TRUNK}\n`, 'faxwire.config.yaml:4:7 trunks[1].name: trunks[0] has this name already'],
    ['loopback webhooks without the sandbox', `sandbox: { enabled: false }\nsip: { host: 192.0.2.1 }\ntrunks: [${TRUNK}]\nwebhooks:\n  allowLoopback: always\n`, 'faxwire.config.yaml:5:3 webhooks.allowLoopback'],
    ['a name for callers without a password', `sip: { host: 192.0.2.1 }\ntrunks:\n  - { callerUsername: pbx, ${TRUNK.slice(2)}\n`, 'trunks[0].callerUsername: and callerPassword go together'],
    ['one name for the callers of two trunks', `sip: { host: 192.0.2.1 }\ntrunks:\n  - { callerUsername: pbx, callerPassword: a, ${TRUNK.slice(2)}\n  - { callerUsername: pbx, callerPassword: b, ${TRUNK.slice(1).replace('carrier', 'other')}\n`, 'trunks[1].callerUsername: is that of another trunk already'],
    ['a trunk of a family that we do not have', `sip: { host: 192.0.2.1 }\ntrunks:\n  - { family: ipv6, ${TRUNK.slice(2)}\n`, 'trunks[0].family: is ipv6, and there is no sip.host6'],
    ['an address that no carrier reaches', `sip: { host: 0.0.0.0 }\ntrunks: [${TRUNK}]\n`, 'sip.advertisedHost: is needed'],
    ['the same family twice', `sip: { host: '2001:db8::1', host6: '2001:db8::2' }\n`, 'sip.host6: goes with an IPv4 sip.host'],
    ['callers asked for what nobody has', `sip: { host: 192.0.2.1, unknownSources: challenge }\ntrunks: [${TRUNK}]\n`, 'sip.unknownSources: is challenge, and no trunk has a callerUsername'],
    ['a trunk that our address can not reach', `trunks: [${TRUNK}]\n`, 'sip.host: is a loopback address'],
    ['mail without a sender', 'mail: { smtpUrl: "smtps://mail.example" }\n', 'mail.from: is needed'],
    ['options in the URL of the mail server', 'mail: { smtpUrl: "smtps://mail.example?tls.rejectUnauthorized=false", from: fax@house.example }\n', 'mail.smtpUrl: smtp://host:port'],
    ['plaintext that is encrypted', 'mail: { smtpUrl: "smtps://mail.example", from: fax@house.example, plaintext: true }\n', 'mail.plaintext: is true and'],
    ['a text message that says nothing', 'sms: { url: "https://sms.example/", body: "{}" }\n', 'sms.body: says nowhere {to}'],
    ['a text message that is no JSON', 'sms: { url: "https://sms.example/", body: "to={to}&text={text}" }\n', 'sms.body: is no JSON'],
    ['a provider whose host is filled in', 'sms: { url: "https://{to}.example/" }\n', 'sms.url: an https:// URL is needed'],
    ['a database of another make', 'database: { url: "mysql://localhost" }\n', 'database.url: a postgres:// URL is needed'],
  ])('refuses %s', (_what, yaml, message) => {
    expect(refusal(yaml)).toContain(message);
  });

  it.each(['10.0.0.0/33', '10.0.0', '10.1.0.300', 'fd00::/129', 'fd00:::1', '*.internal', 'https://fax.internal', 'Fax.internal', 'fax..internal', ''])('refuses %j in the list of what webhooks may reach', (entry) => {
    expect(refusal(`webhooks:\n  allow:\n    - ${JSON.stringify(entry)}\n`)).toContain('faxwire.config.yaml:3:7 webhooks.allow[0]: is neither a network, an address nor a host name');
  });

  it('takes networks, addresses and names into that list', () => {
    expect(outboundRules(load('webhooks: { allowLoopback: never, allow: [10.1.0.0/16, 192.168.7.7, "fd00::/8", fax.internal, receiver] }'))).toEqual({
      allowLoopback: false, allow: ['10.1.0.0/16', '192.168.7.7', 'fd00::/8', 'fax.internal', 'receiver'],
    });
  });

  it('names the variable when the wrong value came from the environment, and never the value', () => {
    const message = refusal('', { FAXWIRE_DATABASE_POOL_SIZE: 'hunter2', FAXWIRE_DATABASE_URL: 'mysql://root:hunter2@db' });
    expect(message).toContain('FAXWIRE_DATABASE_POOL_SIZE database.poolSize: Invalid input');
    expect(message).not.toContain('hunter2');
  });

  it('refuses an unknown variable and names the nearest; lets the variables of a test run pass', () => {
    expect(refusal('', { FAXWIRE_PROT: '80' })).toContain('FAXWIRE_PROT is not a known variable; did you mean FAXWIRE_PORT?');
    expect(refusal('', { FAXWIRE_TEST_POSTGRES: 'off' })).toBe('accepted');
    expect(refusal('', { FAXWIRE_FAILPOINT: 'mid_page@2' })).toBe('accepted');
    expect(refusal('', { FAXWIRE_FAILPOINT: 'middle' })).toContain('FAXWIRE_FAILPOINT is not a known fail point');
  });

  it('tells every problem at once', () => {
    const message = refusal('port: x\nhots: y\n', { FAXWIRE_RENDER_PROCESSES: '0' });
    expect(message.split('\n')).toHaveLength(4);
  });

  it('is not drowned by a file that multiplies itself', () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1]', ...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)].join('\n');
    expect(refusal(bomb)).toContain('too many aliases');
  });

  it('changes the delays of the named causes only', () => {
    const policy = configuredRetryPolicy(load('retry: { maxAttempts: 2, delaySeconds: { busy: [1.5, 2], no_answer: [] } }'));
    expect(policy).toMatchObject({ maxAttempts: 2, delaysMs: { busy: [1_500, 2_000], no_answer: [], far_end_silent: [30_000, 60_000, 180_000, 300_000] } });
  });

  it('has a row for every key in the table', () => {
    const table = configurationTable();
    for (const key of configurationKeys()) expect(table).toContain(`| \`${key.name}\` | \`${key.variable}\` |`);
  });
});
