import * as z from 'zod';
import { ProofBody, ProofKeySet } from '@faxwire/contracts';
import { DocumentQuery } from '../document/asked-document.ts';
import { LinkQuery } from '../auth/link-query.ts';
import type { Operation } from '../operation.ts';
import { fax } from './fax-answer.ts';

const binary = z.string().meta({ format: 'binary' });
const headers = { 'Content-Disposition': 'The name to save it under: it is never shown in place.' };

/** Ours: the faxId API gives no documents back. */
export const DOCUMENT_OPERATIONS = {
  getDocument: {
    operationId: 'getDocument', scope: 'document:read', linkable: true, method: 'get', path: '/fax/{faxId}/document', summary: 'Get what was uploaded, or came in (Faxwire)',
    description: 'The bytes as they came, with the type that they were found to have; of an inbound fax the pages that came in, as a TIFF. `ETag` is their SHA-256; '
      + '`If-None-Match` is understood. With `format` the fax pages: what was sent, or came in, dot by dot.',
    query: DocumentQuery,
    responses: [
      { status: 200, description: 'The document.', contentType: '*/*', schema: binary, headers: { ...headers, ETag: 'SHA-256 of the bytes, hex, in quotes.' } },
      { status: 304, description: 'It is the one that `If-None-Match` names.' },
    ],
    errors: ['fax_not_found', 'document_not_found', 'document_erased', 'pages_not_ready', 'invalid_parameter', 'too_many_downloads'],
  },
  eraseDocument: {
    operationId: 'eraseDocument', audited: true, scope: 'fax:write', method: 'delete', path: '/fax/{faxId}/document', summary: 'Erase the document (Faxwire)',
    description: 'What was uploaded and the pages, of a fax that came to its end. At once nobody is shown them any more; the bytes go as soon as no other fax of the tenant needs them. The record of the fax stays. May be repeated.',
    responses: [{ ...fax, status: 200 }],
    errors: ['fax_not_found', 'fax_not_finished', 'unknown_field', 'malformed_json'],
  },
  getPagesPdf: {
    operationId: 'getPagesPdf', scope: 'document:read', linkable: true, method: 'get', path: '/fax/{faxId}/pages.pdf', summary: 'Get the pages that are sent (Faxwire)',
    description: 'What the far end gets, dot by dot, as a PDF: cover page and documents in order.',
    query: LinkQuery,
    responses: [{ status: 200, description: 'The pages.', contentType: 'application/pdf', schema: binary, headers }],
    errors: ['fax_not_found', 'pages_not_ready', 'document_not_found', 'document_erased', 'too_many_downloads'],
  },
  getPagePng: {
    operationId: 'getPagePng', scope: 'document:read', method: 'get', path: '/fax/{faxId}/pages/{page}.png', summary: 'Get one page that is sent (Faxwire)',
    description: 'Every dot of the page, black or white. Rows of standard resolution are shown twice and columns of superfine twice, so that it looks as it does on paper.',
    responses: [{ status: 200, description: 'The page.', contentType: 'image/png', schema: binary, headers }],
    errors: ['fax_not_found', 'pages_not_ready', 'page_not_found', 'document_not_found', 'document_erased', 'too_many_downloads'],
  },
  getProof: {
    operationId: 'getProof', scope: 'fax:read', method: 'get', path: '/fax/{faxId}/proof.json', summary: 'Get the proof of transmission (Faxwire)',
    description: 'What became of a fax that came to its end, signed. It is verified offline with the public keys.',
    responses: [{ status: 200, description: 'A JWS; its payload is a ProofStatement.', schema: ProofBody, headers }],
    errors: ['fax_not_found', 'fax_not_finished', 'fax_is_inbound'],
  },
  getProofPdf: {
    operationId: 'getProofPdf', scope: 'document:read', linkable: true, method: 'get', path: '/fax/{faxId}/proof.pdf', summary: 'Get the transmission report (Faxwire)',
    description: 'One page for people, with a picture of the first page as long as the document was not erased, and with proof.json inside.',
    query: LinkQuery,
    responses: [{ status: 200, description: 'The report.', contentType: 'application/pdf', schema: binary, headers }],
    errors: ['fax_not_found', 'fax_not_finished', 'fax_is_inbound'],
  },
  getProofKeys: {
    operationId: 'getProofKeys', method: 'get', path: '/.well-known/faxwire-proof-keys.json', summary: 'Public keys of proofs (Faxwire)', open: true,
    description: 'Every key that ever signed a proof, newest first.',
    responses: [{ status: 200, description: 'A JWK set.', schema: ProofKeySet }], errors: [],
  },
} as const satisfies Record<string, Operation>;
