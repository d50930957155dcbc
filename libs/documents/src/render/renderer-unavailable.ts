const SENTENCES = {
  renderer_closed: 'The renderer was closed.',
  renderer_not_started: 'A render process ended before it could open the document.',
  renderer_io: 'The machine failed a render process.',
} as const;

export type RendererUnavailableCode = keyof typeof SENTENCES;

/** We, not the document, are the reason that there is no answer: the same document may well be rendered later. */
export class RendererUnavailable extends Error {
  override readonly name = 'RendererUnavailable';
  readonly code: RendererUnavailableCode;
  /** The system's name of what went wrong (ENOSPC, EACCES, ...), where it gave one. */
  readonly systemCode: string | undefined;

  constructor(code: RendererUnavailableCode, systemCode?: string) {
    super(systemCode === undefined ? SENTENCES[code] : `${SENTENCES[code]} (${systemCode})`);
    this.code = code;
    this.systemCode = systemCode;
  }
}
