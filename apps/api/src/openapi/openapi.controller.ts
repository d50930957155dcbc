import { Controller } from '@nestjs/common';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { apiDocument } from './api-document.ts';

@Controller()
export class OpenApiController {
  readonly #document = apiDocument();

  @Answers(OPERATIONS.describeApi)
  describe(): object {
    return this.#document;
  }
}
