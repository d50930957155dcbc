import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ProblemError } from '@faxwire/platform';
import { LINK_PARAMETERS } from '../auth/link-query.ts';
import { PARAMETER, validate } from '../validate.ts';

/** A fax has far fewer; what is larger is a mistake, and is told so. */
const MAX_NUMBER = 500;
const PAGE = /^[1-9]\d{0,3}$/;

const DOCUMENT_FORMATS = ['pdf', 'tiff'] as const;

export const DocumentQuery = z.strictObject({
  ...LINK_PARAMETERS,
  format: z.enum(DOCUMENT_FORMATS).optional().meta({ description: 'The fax pages in this format, instead of the document as it came.', 'x-faxwire-addition': true }),
  number: z.coerce.number().int().min(1).max(MAX_NUMBER).default(1).meta({ description: 'Which of the documents of the fax, 1 for the first.', 'x-faxwire-addition': true }),
});

export interface AskedDocument {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** The pages in this format; undefined: the document itself. */
  readonly format: (typeof DOCUMENT_FORMATS)[number] | undefined;
  /** The entity tag that the client has already. */
  readonly known: string | undefined;
}

type Asking = FastifyRequest<{ Params: { readonly faxId: string; readonly page?: string } }>;

export const AskedForDocument = createParamDecorator((_: unknown, context: ExecutionContext): AskedDocument => {
  const { params: { faxId: id }, query, headers } = context.switchToHttp().getRequest<Asking>();
  const { number, format } = validate(DocumentQuery, query, PARAMETER);
  return { id, number, format, known: headers['if-none-match'] };
});

/** @throws ProblemError `page_not_found` for what names no page */
export const AskedForPage = createParamDecorator((_: unknown, context: ExecutionContext): Pick<AskedDocument, 'id' | 'number'> => {
  const { faxId: id, page = '' } = context.switchToHttp().getRequest<Asking>().params;
  if (!PAGE.test(page)) throw new ProblemError('page_not_found');
  return { id, number: Number(page) };
});
