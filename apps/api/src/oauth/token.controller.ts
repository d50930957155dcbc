import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OAuthErrorBody, TokenBody } from '@faxwire/contracts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { TokenDesk } from './token-desk.ts';
import { OAuthRefusal } from './token-request.ts';

/** OAuth 2 client credentials (RFC 6749, 4.4). Its errors have the form of that RFC. */
@Controller()
export class TokenController {
  readonly #desk: TokenDesk;

  constructor(@Inject(TokenDesk) desk: TokenDesk) {
    this.#desk = desk;
  }

  @Answers(OPERATIONS.issueToken)
  async issue(@Req() request: FastifyRequest, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<TokenBody | OAuthErrorBody> {
    // RFC 6749, 5.1; `Cache-Control: no-store` is on every answer.
    void reply.header('Pragma', 'no-cache');
    try {
      const form = body instanceof URLSearchParams ? body : new URLSearchParams();
      return await this.#desk.issue({ form, authorization: request.headers.authorization, address: request.ip });
    } catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error;
      const unknown = error.error === 'invalid_client';
      void reply.code(unknown ? 401 : 400);
      if (unknown) void reply.header('WWW-Authenticate', 'Basic realm="faxwire"');
      return { error: error.error, error_description: error.message };
    }
  }
}
