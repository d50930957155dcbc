import type { Foundation } from '@faxwire/runtime';
import { OwnTerminals, type AudioTerminalFactory, type FaxTerminalFactory, type SpanDspPool } from '@faxwire/terminal';

export type FaxTerminals = FaxTerminalFactory & AudioTerminalFactory;

export interface EngineParts {
  /** The modems of calls that stay audio, and all of the fax where it is chosen. */
  readonly spanDsp: SpanDspPool;
  readonly maxTerminals: number;
}

/** What speaks T.30 in the calls of this process, by `media.engine`. */
export async function chooseEngine({ configuration: { media }, closing }: Foundation, { spanDsp, maxTerminals }: EngineParts): Promise<FaxTerminals> {
  if (media.engine === 'spandsp') return spanDsp;
  const own = new OwnTerminals({ threads: media.threads, maxTerminals });
  closing.defer('fax threads', () => own.close());
  await own.warm();
  return {
    speaksLocalTcf: own.speaksLocalTcf,
    get slip() {
      return own.slip;
    },
    open: (options, listeners) => own.open(options, listeners),
    openAudio: (options, line, listeners) => spanDsp.openAudio(options, line, listeners),
  };
}
