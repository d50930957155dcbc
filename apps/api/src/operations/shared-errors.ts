import type { ErrorCode } from '@faxwire/contracts';

/** What a JSON body can be refused for. */
export const JSON_ERRORS: readonly ErrorCode[] = ['malformed_json', 'missing_field', 'invalid_field', 'unknown_field', 'unsupported_content_type', 'request_too_large'];

/** What a document can be refused for. */
export const DOCUMENT_ERRORS: readonly ErrorCode[] = [
  'document_empty', 'document_unknown_type', 'document_encrypted', 'document_broken', 'document_too_large', 'document_too_many_pages',
  'document_page_too_large', 'document_render_timeout', 'document_render_memory', 'document_render_crashed',
];
