import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ApiDocument } from '../document-shape.ts';

const ID = 'https://faxwire.example/openapi.json';

/** The schemas of the API description, each compiled when it is first needed. */
export class DocumentSchemas {
  readonly #ajv: Ajv2020;

  constructor(document: ApiDocument) {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(this.#ajv);
    // Binary bodies are no text to look into.
    this.#ajv.addFormat('binary', true);
    this.#ajv.addSchema({ $id: ID, ...document });
  }

  /** What is wrong with the value, as sentences; empty where it fits. */
  problems(pointer: readonly string[], value: unknown): string[] {
    const validate = this.#at(pointer);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
  }

  #at(pointer: readonly string[]): ValidateFunction {
    const fragment = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = this.#ajv.getSchema(`${ID}#/${fragment}`);
    if (!validate) throw new RangeError(`the description has nothing at ${fragment}`);
    return validate;
  }
}
