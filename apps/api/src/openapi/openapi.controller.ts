import { Controller } from '@nestjs/common';
import { asyncApiDocument } from '@faxwire/contracts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { apiDocument } from './api-document.ts';

@Controller()
export class OpenApiController {
  readonly #document = apiDocument();
  readonly #events = asyncApiDocument();

  @Answers(OPERATIONS.describeApi)
  describe(): object {
    return this.#document;
  }

  @Answers(OPERATIONS.describeEvents)
  describeEvents(): object {
    return this.#events;
  }
}
