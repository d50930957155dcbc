import * as z from 'zod';

const Address = z.strictObject({ address: z.string().max(64), port: z.int().min(0).max(65_535) });
const Direction = z.enum(['sent', 'received']);
const when = { atMs: z.number().min(0), direction: Direction };
/** Octets in base64. */
const octets = z.string().max(120_000);

/** One attempt on the line, as the media worker keeps it: the document that `CallTraced` names, compressed. Times count from `startedAt`. */
export const CallTrace = z.strictObject({
  version: z.literal(1),
  /** Milliseconds since the Unix epoch. */
  startedAt: z.int(),
  /** How many times as fast as ours the clock of the far end ran: 1, but for the sandbox carrier. */
  timeFactor: z.number(),
  /** SIP messages as they stood on the wire, but for credentials. */
  sip: z.array(z.strictObject({ ...when, local: Address, remote: Address, octets })).readonly(),
  /** T.30 frames from their address to the end of their information field, first bit on the line in the top bit; `intact`: their FCS was right. */
  frames: z.array(z.strictObject({ ...when, octets, intact: z.boolean() })).readonly(),
  /** Tones, trainings, and how much of an image went by. */
  signals: z.array(z.strictObject({ ...when, text: z.string().max(200) })).readonly(),
  /** UDPTL datagrams. */
  datagrams: z.array(z.strictObject({ ...when, local: Address, remote: Address, octets })).readonly(),
  /** Something is left out, because there was too much of it. */
  truncated: z.boolean(),
});
export type CallTrace = z.infer<typeof CallTrace>;

/** No trace unpacks to more: the media worker keeps less than a quarter of it. */
export const MAX_TRACE_BYTES = 8 * 1024 * 1024;
