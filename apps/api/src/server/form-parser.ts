import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '@faxwire/platform';

const FORM = 'application/x-www-form-urlencoded';
/** A token request has four short parameters. */
const MAX_FORM_BYTES = 8 * 1024;
const TOKEN_PATH = '/oauth/token';

/** OAuth speaks in forms; everything else refuses them as it did, so that no page of a browser can send one across sites. */
export function parseTokenForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: MAX_FORM_BYTES }, async (request: FastifyRequest, text: string | Buffer) => {
    if (request.routeOptions.url !== TOKEN_PATH) throw new ProblemError('unsupported_content_type');
    return new URLSearchParams(String(text));
  });
}
