import * as z from 'zod';
import { CAUSES } from '../fax-body.ts';

/** Fields as events have them, each with its words. */
export const described = <Schema extends z.ZodType>(schema: Schema, description: string): Schema => schema.meta({ description });

export const sha256 = (of: string) => described(z.string().regex(/^[0-9a-f]{64}$/), `SHA-256 of ${of}, hex.`);
export const count = (what: string) => described(z.int().min(0), what);
export const text = (what: string) => described(z.string(), what);

export const cause = described(z.enum(CAUSES), 'Stable code of the cause. Codes are added and never change their meaning.');

export const document = (what: string) => described(
  z.strictObject({
    sha256: sha256('the bytes that were uploaded; with the tenant it is their address in the document store'),
    mediaType: text('What the document was found to be, whatever the sender called it.'),
    bytes: count('Size of the upload.'),
    fileName: text('As the sender gave it: not to be trusted.').optional(),
  }),
  what,
);
