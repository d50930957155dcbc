/** One fenced block of the API's page. */
export interface PageExample {
  readonly operationId: string;
  readonly language: 'sh' | 'ts';
  readonly text: string;
}

const NAMED = /in the client `(\w+)`/;
const BLOCK = /^```(sh|ts)\n(.*?)^```$/gms;

/** Every example of the page, with the operation that its section is about. */
export function examplesIn(markdown: string): PageExample[] {
  return markdown.split(/^### /m).flatMap((section) => {
    const operationId = NAMED.exec(section)?.[1];
    if (operationId === undefined) return [];
    return [...section.matchAll(BLOCK)].map(([, language, text = '']) => ({ operationId, language: language as 'sh' | 'ts', text }));
  });
}

/** What an example in TypeScript says that it prints, line by line. */
export function promisedLines(text: string): string[] {
  return [...text.matchAll(/\/\/ prints: (.*)$/gm)].map(([, line = '']) => line);
}

/** The variables of the test that an example uses. */
export function variablesOf(text: string, known: readonly string[]): string[] {
  return known.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
}
