export interface ConfigurationProblem {
  /** `faxwire.config.yaml:12:3` or the name of the environment variable. */
  readonly source: string;
  /** `sandbox.speed`; empty where the file as a whole is meant. */
  readonly key: string;
  readonly message: string;
}

/** Enough to mend a file at one go; a file that is something else altogether would fill the screen. */
const MAX_PROBLEMS_SHOWN = 20;

/** Stops the start: an unknown, wrong or contradictory key. Never shows a value, for it may be a secret. */
export class ConfigurationError extends Error {
  readonly code = 'configuration_invalid';
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    const shown = problems.slice(0, MAX_PROBLEMS_SHOWN).map(({ source, key, message }) => `  ${source} ${key ? `${key}: ` : ''}${message}`);
    super(['The configuration is not valid.', ...shown].join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
