import * as z from 'zod';
import { FAX_STATUSES } from '@faxwire/fax';
import { ADDITION } from './addition.ts';
import { CAUSES, MODES, Timestamp } from './fax-body.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/).meta({ example: 'd2a84f4b8b650937ec8f73cd8be2c74add5a911ba64df27458ed8229da804a26' });

const ProvenDocument = z.strictObject({ sha256: Sha256, bytes: z.int(), mediaType: z.string() });

const ProvenPage = z.strictObject({
  number: z.int().meta({ description: '1 for the first.' }),
  sha256: z.string().meta({ description: 'SHA-256 of the rows of the page, packed to bits, black is 1; hex.' }),
  confirmed: z.boolean().meta({ description: 'Whether the far end confirmed it.' }),
});

const ProvenAttempt = z.strictObject({
  number: z.int(),
  manual: z.boolean(),
  result: z.enum(['open', 'sent', 'failed']),
  startedAt: Timestamp,
  answeredAt: Timestamp.optional(),
  endedAt: Timestamp.optional(),
  from: z.string().meta({ description: 'The number shown to the far end.' }),
  mode: z.enum(['T38', 'G711']),
  bitRate: z.int().optional().meta({ description: 'bit/s' }),
  ecm: z.boolean().optional(),
  compression: z.string().optional(),
  resolution: z.string().optional(),
  farEnd: z.string().optional().meta({ description: 'What the far end called itself (CSI): not to be trusted.' }),
  fromPage: z.int().meta({ description: 'First page of the attempt, 1 for the first of the fax.' }),
  pagesConfirmed: z.int(),
  cause: z.enum(CAUSES).optional(),
  sipStatus: z.int().optional(),
  t30Code: z.int().optional(),
});

/** What `payload` of a proof says. */
export const ProofStatement = z
  .strictObject({
    version: z.literal(1),
    faxId: z.uuid(),
    tenantId: z.uuid(),
    mode: z.enum(MODES),
    result: z.strictObject({ status: z.enum(FAX_STATUSES), cause: z.enum(CAUSES).optional(), reason: z.string().optional() }),
    to: z.string().optional().meta({ description: 'E.164; absent once the personal data was erased.' }),
    from: z.string().optional(),
    stationId: z.string().optional(),
    farEnd: z.string().optional().meta({ description: 'What the far end called itself last: not to be trusted.' }),
    receivedAt: Timestamp,
    sentAt: Timestamp.optional(),
    endedAt: Timestamp,
    documents: z.array(ProvenDocument).meta({ description: 'What was uploaded, in order.' }),
    documentErasedAt: Timestamp.optional(),
    pages: z.strictObject({ total: z.int(), confirmed: z.int(), each: z.array(ProvenPage) }),
    attempts: z.array(ProvenAttempt),
    sequence: z.int().meta({ description: 'Sequence number of the last event that the proof knows of.' }),
  })
  .meta({ id: 'ProofStatement', ...ADDITION });
export type ProofStatement = z.infer<typeof ProofStatement>;

/** A flattened JWS (RFC 7515, 7.2.2): what is signed stays the same bytes, however the JSON around it is formatted. */
export const ProofBody = z
  .strictObject({
    payload: z.string().meta({ description: 'A ProofStatement as JSON in UTF-8, base64url.' }),
    protected: z.string().meta({ description: '`{"alg":"EdDSA","kid":...,"typ":"faxwire-proof+jws"}`, base64url. `kid` names a key of `/.well-known/faxwire-proof-keys.json`.' }),
    signature: z.string().meta({ description: 'Ed25519 over `protected`, a full stop and `payload`, base64url.' }),
  })
  .meta({ id: 'Proof', ...ADDITION });
export type ProofBody = z.infer<typeof ProofBody>;

/** A JWK set (RFC 7517) of Ed25519 keys (RFC 8037). */
export const ProofKeySet = z
  .strictObject({
    keys: z.array(z.strictObject({
      kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), kid: z.string(), use: z.literal('sig'), alg: z.literal('EdDSA'),
    })),
  })
  .meta({ id: 'ProofKeySet', ...ADDITION });
export type ProofKeySet = z.infer<typeof ProofKeySet>;
