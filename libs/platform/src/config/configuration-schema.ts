import { isIP, isIPv6 } from 'node:net';
import { FAILURE_CAUSES, MAX_AUTOMATIC_ATTEMPTS, isFailureCause, type FailureCause } from '@faxwire/fax';
import { isAllowEntry } from '@faxwire/tenancy';
import { z } from 'zod';
import { accessSchema, adminSchema } from './access-schema.ts';
import { kafkaSchema, s3Schema, temporalSchema } from './engine-schema.ts';
import { mailSchema, smsSchema } from './notification-schema.ts';
import { isNetwork } from './network.ts';
import { trunkSchema } from './trunk-schema.ts';

const DAY_SECONDS = 86_400;
const MAX_PORT = 65_535;
/** More belongs to a carrier's session border controller; also what bounds the trunk label of the metrics. */
const MAX_TRUNKS = 50;
/** A list that is gone through for each message of a stranger. */
const MAX_SOURCES = 500;
const MAX_TEXT = 1_024;
/** More than there are is a mistake. */
const MAX_COUNTRIES = 250;

const causes = Object.keys(FAILURE_CAUSES).filter(isFailureCause) as [FailureCause, ...FailureCause[]];
const text = () => z.string().max(MAX_TEXT);
const port = () => z.int().min(0).max(MAX_PORT);

function section<Shape extends z.ZodRawShape>(description: string, shape: Shape) {
  return z.strictObject(shape).meta({ description });
}

/**
 * Every key with its bounds, its default and its explanation: the file's manual, the table in the documentation and the
 * names of the environment variables are all made from here.
 */
export const configurationSchema = z.strictObject({
  host: text().min(1).default('127.0.0.1').meta({ description: 'Address that the HTTP server listens on. 0.0.0.0 opens it to the network.' }),
  port: port().default(8080).meta({ description: 'Port of the HTTP server. 0: a free one.' }),
  dataDir: text().min(1).default('.faxwire').meta({ description: 'Folder for the embedded database, documents and uploads. Relative to where the process starts.' }),
  database: section('PostgreSQL.', {
    url: text().default('').meta({ description: 'postgres://... URL. Empty: an embedded PostgreSQL in the data folder.' }),
    directUrl: text().default('').meta({ description: 'URL past a connection pooler (PgBouncer in transaction mode) for what needs a session of its own: notifications, the leases of consumers and relay, migrations. Empty: url.' }),
    ownerUrl: text().default('').meta({ description: 'URL of the owner of the tables, for `npm run migrate` alone; every other process has a role that can do only what it needs. Empty: url.' }),
    poolSize: z.int().min(2).max(200).default(20).meta({ description: 'Connections per process. At least 2: one is waiting for notifications. PostgreSQL itself allows 100 unless told otherwise.' }),
  }).prefault({}),
  lifecycle: section('What drives faxes.', {
    engine: z.enum(['dbos', 'temporal']).default('dbos').meta({ description: 'dbos: on the same PostgreSQL. temporal: on a Temporal cluster; needed as soon as lifecycle and media are processes of their own.' }),
  }).prefault({}),
  events: section('How events reach those who act on them.', {
    bus: z.enum(['log', 'kafka']).default('log').meta({ description: 'log: consumers read the tail of the event log. kafka: a relay publishes the log to Kafka, and consumers read there in groups.' }),
  }).prefault({}),
  temporal: temporalSchema,
  kafka: kafkaSchema,
  s3: s3Schema,
  health: section('/livez, /readyz and /metrics of the processes that have no HTTP server of their own: all but the API.', {
    host: text().min(1).default('127.0.0.1').meta({ description: 'Address that they listen on.' }),
    port: port().default(0).meta({ description: 'Their port. 0: a free one.' }),
  }).prefault({}),
  log: section('Log lines on standard output, one JSON object each.', {
    level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').meta({ description: 'Least severity that is written: fatal, error, warn, info, debug, trace or silent.' }),
    pretty: z.boolean().default(true).meta({ description: 'One readable line instead of JSON when standard output is a terminal.' }),
  }).prefault({}),
  sandbox: section('The carrier on loopback that test keys are connected to.', {
    enabled: z.boolean().default(true).meta({ description: 'Whether it runs. What its machines received is shown at /sandbox/faxes, without a key, where host is a loopback address. Without it test keys are refused, and at least one trunk is needed.' }),
    speed: z.number().min(1).max(100).default(20).meta({ description: 'How many times as fast as ours its clock runs. Above 100 timers become shorter than the event loop is precise.' }),
    host: text().min(1).default('127.0.0.1').meta({ description: 'Address that it listens on, and that media processes call it at. Another one than loopback only inside a network of your own: it answers everybody.' }),
    sipPort: port().default(0).meta({ description: 'Its SIP port. 0: a free one; separate processes need a fixed one.' }),
    callAddress: z.union([z.literal(''), z.string().max(300).regex(/^[^\s/@]+:[0-9]{1,5}$/, 'is no host:port')]).default('')
      .meta({ description: 'host:port of the SIP of a media process, which POST /sandbox/call calls. For the sandbox as a process of its own; empty: its machines call nobody there.' }),
  }).prefault({}),
  webhooks: section('Delivery of events to tenants.', {
    allowLoopback: z.enum(['auto', 'always', 'never']).default('auto').meta({ description: 'Whether endpoints may be http:// on 127.0.0.0/8 and ::1, for development. auto: only in the embedded sandbox that listens on a loopback address and has no trunks. always: only together with the sandbox, and never where strangers have keys.' }),
    allow: z.array(z.string().max(253).refine(isAllowEntry, 'is neither a network, an address nor a host name in lower case')).max(100).default([])
      .meta({ description: 'Networks (10.1.0.0/16), addresses and host names inside that webhooks and downloads of documents may reach, over https and with any port. Nothing else that is not public is reached.' }),
    linkBaseUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default('')
      .meta({ description: 'Where tenants reach the API, for the links that webhooks carry on request, such as https://fax.example.com. Empty: where it listens.' }),
    concurrencyPerEndpoint: z.int().min(1).max(100).default(4).meta({ description: 'Deliveries at a time to one endpoint, so that a slow one delays nobody else.' }),
    timeoutMs: z.int().min(100).max(60_000).default(15_000).meta({ description: 'From the first byte sent to the last byte read, ms. A receiver that needs more should answer first and work later.' }),
    maxResponseBytes: z.int().min(0).max(1_048_576).default(16_384).meta({ description: 'Bytes read of an answer; the rest is cut off, because a receiver decides how much it sends.' }),
    scheduleSeconds: z.array(z.int().min(0).max(7 * DAY_SECONDS)).min(1).max(20)
      .default([0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
      .meta({ description: 'Waits before the first, second, ... try, seconds. At the end of the list the delivery is given up.' }),
  }).prefault({}),
  mail: mailSchema,
  sms: smsSchema,
  uploads: section('Documents as they come in.', {
    maxBytes: z.int().min(1_024).max(52_428_800).default(52_428_800).meta({ description: 'Largest document, bytes; more than 50 MiB is not faxed in any case. It is streamed to the disk, so this bounds disk, not memory.' }),
  }).prefault({}),
  render: section('Turning documents into fax pages, in child processes.', {
    timeoutMs: z.int().min(1_000).max(300_000).default(30_000).meta({ description: 'Wall-clock time for one document, ms; then its process is killed.' }),
    memoryMb: z.int().min(128).max(8_192).default(512).meta({ description: 'Memory for one document, MiB; a page is 4 to 18 MB in grey before it becomes black and white.' }),
    processes: z.int().min(1).max(64).default(2).meta({ description: 'Documents rendered at a time.' }),
  }).prefault({}),
  retry: section('Automatic attempts. See the failure causes in the protocol documentation.', {
    maxAttempts: z.int().min(1).max(MAX_AUTOMATIC_ATTEMPTS).default(MAX_AUTOMATIC_ATTEMPTS).meta({ description: 'Attempts before a fax has failed. Five is what the API promises at most.' }),
    delaySeconds: z.partialRecord(z.enum(causes), z.array(z.number().min(0).max(DAY_SECONDS)).max(MAX_AUTOMATIC_ATTEMPTS - 1)).default({})
      .meta({ description: 'For each cause to be changed: waits after its first, second, ... failure, seconds. An empty list: that cause is final. Example: { busy: [60, 120] }' }),
  }).prefault({}),
  dialling: section('What is not dialled. Emergency and premium-rate numbers never are.', {
    blockedCountries: z.array(z.string().regex(/^[A-Z]{2}$/, 'Invalid country: two capital letters (ISO 3166-1) are needed')).max(MAX_COUNTRIES).default([])
      .meta({ description: 'Numbers of these countries are not dialled for any tenant; each tenant can block more. ISO 3166-1, two letters, as in [CU, KP].' }),
  }).prefault({}),
  trunks: z.array(trunkSchema).max(MAX_TRUNKS).default([]).meta({ description: 'SIP trunks that live faxes go over.' }),
  sip: section('Our side of SIP.', {
    host: text().min(1).default('127.0.0.1').meta({ description: 'Address to send from and to be reached at; a real one as soon as there are trunks.' }),
    host6: text().refine((value) => value === '' || isIPv6(value), 'Invalid address: an IPv6 address is needed').default('').meta({ description: 'IPv6 address besides an IPv4 host, on the same ports: calls go over the family of the carrier. Empty: one family alone.' }),
    advertisedHost: text().refine((value) => value === '' || isIP(value) > 0, 'Invalid address: an IP address is needed').default('').meta({ description: 'Address that carriers reach us at, where it is not sip.host: behind an address translator, or with sip.host 0.0.0.0. It stands in Via, Contact and SDP; ports are not translated. Empty: sip.host.' }),
    port: port().default(0).meta({ description: 'SIP port. 0: a free one.' }),
    tcp: z.boolean().default(false).meta({ description: 'Whether TCP is spoken on the same port, too. Requests of more than 1300 bytes then go by TCP (RFC 3261, 18.1.1).' }),
    tlsPort: port().default(0).meta({ description: 'Port of SIP over TLS. 0: a free one.' }),
    tlsCertFile: text().default('').meta({ description: 'PEM file of our certificate, which turns TLS on; shown to carriers that ask for one.' }),
    tlsKeyFile: text().default('').meta({ description: 'PEM file of its key.' }),
    tlsCaFile: text().default('').meta({ description: 'PEM file of the authorities that signed the carriers, where they are not public ones.' }),
    unknownSources: z.enum(['ignore', 'refuse', 'challenge']).default('ignore').meta({ description: 'What addresses that belong to no trunk get: ignore: nothing. refuse: 403. challenge: they may call with the callerUsername of a trunk, and are asked for it (401).' }),
    callerAlgorithms: z.array(z.enum(['SHA-512-256', 'SHA-256', 'MD5'])).min(1).max(3).default(['SHA-512-256', 'SHA-256', 'MD5'])
      .meta({ description: 'How callers may prove their password, in the order of the challenges (RFC 8760). Put MD5 first, or alone, for peers that look no further than the first.' }),
    allowedSources: z.array(text().refine(isNetwork, 'Invalid source: an address or a network such as 192.0.2.0/24 is needed')).max(MAX_SOURCES).default([])
      .meta({ description: 'Addresses and networks besides those of the trunks that may call; what comes from there counts as the first of the trunks.' }),
  }).prefault({}),
  media: section('T.38 and audio.', {
    portRange: z.tuple([z.int().min(1_024).max(MAX_PORT), z.int().min(1_024).max(MAX_PORT)]).default([40_000, 40_999])
      .meta({ description: 'First and last UDP port for media; one port for each call.' }),
    maxCallSeconds: z.int().min(60).max(14_400).default(3_600).meta({ description: 'A call is ended after this time, whatever the far end does, seconds.' }),
    channels: z.int().min(0).max(1_000).default(0).meta({ description: 'Calls that this media process makes at a time, over all trunks. 0: as many as all trunks have together. Several processes on one trunk keep to the limit of the trunk between them.' }),
    engine: z.enum(['faxwire', 'spandsp']).default('faxwire').meta({ description: 'What speaks T.30 and T.38 in calls. faxwire: our own, in threads of the process. spandsp: SpanDSP, in a process for each call. Audio has the modems of SpanDSP in either case.' }),
    threads: z.int().min(1).max(64).default(1).meta({ description: 'Threads of our own engine; one has room for a thousand calls and more.' }),
    spareProcesses: z.int().min(0).max(32).default(1).meta({ description: 'Processes of SpanDSP kept warm, so that a call does not wait for one to start.' }),
  }).prefault({}),
  admin: adminSchema,
  access: accessSchema,
  tenants: section('Tenants.', {
    defaultCountry: z.string().regex(/^[A-Z]{2}$/, 'Invalid country: two capital letters (ISO 3166-1) are needed').default('US')
      .meta({ description: 'Country of numbers given without a country code, for tenants that name none. ISO 3166-1, two letters.' }),
  }).prefault({}),
  documents: section('Stored documents.', {
    store: z.enum(['files', 's3']).default('files').meta({ description: 'files: in the data folder. s3: in a bucket; needed as soon as processes run on several machines.' }),
    masterKeyFile: text().default('').meta({ description: 'File with the 32-byte key that document and secret keys are encrypted under. Empty: master.key in the data folder, made at the first start.' }),
  }).prefault({}),
  shutdown: section('Leaving.', {
    graceSeconds: z.int().min(0).max(14_400).default(30).meta({ description: 'After SIGTERM live calls may take so long to finish, seconds; then they are hung up and their faxes resume elsewhere.' }),
  }).prefault({}),
});

/** Branded strings stay strings. */
type DeepReadonly<T> = T extends string | number | boolean ? T : T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

export type Configuration = DeepReadonly<z.output<typeof configurationSchema>>;
