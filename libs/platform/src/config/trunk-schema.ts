import { isPhoneNumber } from '@faxwire/fax';
import { z } from 'zod';

/** A trunk's name is a metric label and part of every attempt's record: short, and nothing to escape. */
const TRUNK_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
const NUMBER_PREFIX = /^\+[1-9]\d{0,14}$/;
/** RFC 1035, 2.3.4. */
const MAX_HOST_LENGTH = 253;
/** Longer is no password of a carrier. */
const MAX_SECRET_LENGTH = 200;
/** More prefixes belong in a routing service, not in a file that is searched line by line for each call. */
const MAX_PREFIXES = 500;
/** One media process can not serve more calls; more channels are more processes. */
const MAX_CHANNELS = 1_000;

const t38Schema = z.strictObject({
  use: z.enum(['only', 'then-g711', 'g711']).default('then-g711').meta({
    description: 'only: faxes fail where T.38 is refused. then-g711: they go on as audio in the same call. g711: as audio from the start.',
  }),
  firstOffer: z.enum(['audio', 't38', 'both']).default('audio').meta({
    description: 'What the first INVITE offers. audio: T.38 is asked for once the call stands. t38: T.38 at once. both: the far end chooses.',
  }),
  maxBitRate: z.literal([14400, 9600, 4800, 2400]).default(14400).meta({ description: 'Highest page rate offered, bit/s: 14400, 9600, 4800 or 2400.' }),
  ecm: z.boolean().default(true).meta({ description: 'Error correction mode (T.30 Annex A).' }),
  redundancy: z.int().min(0).max(5).default(3).meta({ description: 'Earlier packets repeated in each UDPTL packet; each one adds its size again.' }),
  maxDatagram: z.int().min(72).max(1400).default(400).meta({
    description: 'T38FaxMaxDatagram, bytes. 72 is the least that real gateways offer, 1400 the most that an Ethernet frame carries through a tunnel.',
  }),
});

/** More hops than this are a loop. */
const MAX_REDIRECTS = 5;

const redirectsSchema = z.strictObject({
  hosts: z.array(z.string().min(1).max(MAX_HOST_LENGTH)).max(20).default([]).meta({ description: 'Hosts that a 3xx may send a call to. Empty: no 3xx is followed.' }),
  max: z.int().min(0).max(MAX_REDIRECTS).default(1).meta({ description: 'How many 3xx are followed in one call.' }),
});

export const trunkSchema = z.strictObject({
  name: z.string().regex(TRUNK_NAME, 'Invalid name: 1 to 32 lower-case letters, digits and hyphens').meta({ description: 'Appears in attempts and metrics. One trunk per name.' }),
  host: z.string().min(1).max(MAX_HOST_LENGTH).meta({ description: "The carrier's SIP host name or address." }),
  port: z.int().min(0).max(65_535).default(5060).meta({ description: "The carrier's SIP port. 0: its servers are found by the NAPTR and SRV records of host (RFC 3263)." }),
  transport: z.enum(['udp', 'tcp', 'tls']).default('udp').meta({ description: 'SIP transport. tcp needs sip.tcp, tls needs sip.tlsCertFile.' }),
  family: z.enum(['any', 'ipv4', 'ipv6']).default('any').meta({ description: 'Which addresses of the carrier are used. any: both families where we have both (sip.host6), IPv4 first.' }),
  username: z.string().max(MAX_SECRET_LENGTH).default('').meta({ description: 'Name to answer digest challenges with. Empty: challenges end the call.' }),
  password: z.string().max(MAX_SECRET_LENGTH).default('').meta({ description: 'Password for username.' }),
  callerUsername: z.string().max(MAX_SECRET_LENGTH).default('').meta({ description: 'Name that calls which come in over this trunk have to prove by digest (401). Empty: they are known by the address that they come from.' }),
  callerPassword: z.string().max(MAX_SECRET_LENGTH).default('').meta({ description: 'Password for callerUsername.' }),
  registerSeconds: z.int().min(0).max(86_400).default(0).meta({ description: 'Register with the carrier as username, for so many seconds at a time. 0: the carrier knows our address.' }),
  keepAliveSeconds: z.int().min(0).max(3_600).default(0).meta({ description: 'Send a double line end to the carrier at least every so many seconds, which keeps address translators open (RFC 5626). Over TCP and TLS it has to be answered within 10 s; a connection that fails is registered anew. 0: not over UDP, every 95 s else.' }),
  optionsSeconds: z.int().min(0).max(3_600).default(0).meta({ description: 'Ask the carrier by OPTIONS every so many seconds whether it is there; also keeps address translators open. 0: not at all.' }),
  callerNumber: z.string().refine(isPhoneNumber, 'Invalid number: E.164 with a leading + is needed, in quotes').meta({ description: 'Calling number shown to the far end, E.164, in quotes.' }),
  channels: z.int().min(1).max(MAX_CHANNELS).default(4).meta({ description: 'Calls at a time, as contracted with the carrier.' }),
  callsPerNumber: z.int().min(0).max(100).default(1).meta({ description: 'Calls at a time to one number: most fax machines have one line, and the second call would find it busy. 0: any number.' }),
  codecs: z.array(z.enum(['PCMU', 'PCMA'])).min(1).max(2).default(['PCMU', 'PCMA']).meta({ description: 'G.711 codecs offered, in order of preference.' }),
  ringTimeoutSeconds: z.int().min(5).max(180).default(60).meta({ description: 'How long to let it ring. Carriers end ringing themselves at about 180 s (RFC 3261, timer C).' }),
  t38: t38Schema.prefault({}).meta({ description: 'Limits of T.38 on this trunk.' }),
  redirects: redirectsSchema.prefault({}).meta({ description: 'Which redirections (3xx) are followed.' }),
  mediaLatch: z.enum(['never', 'same-host', 'any-host']).default('never').meta({
    description: 'Whether the first media of a call may move it to where that comes from, for peers behind an address translator: never, to another port of the host that was named, or to any host.',
  }),
  prefixes: z.array(z.string().regex(NUMBER_PREFIX, 'Invalid prefix: + and digits are needed, in quotes')).max(MAX_PREFIXES).default([]).meta({
    description: 'Numbers that begin with one of these go over this trunk; the longest match wins. Empty: every number.',
  }),
});

export type Trunk = Readonly<z.output<typeof trunkSchema>>;
