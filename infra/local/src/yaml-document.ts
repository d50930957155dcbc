import { parse } from 'yaml';

/** `${NAME}` and `${NAME:-default}`, as Compose reads them. */
const VARIABLE = /\$\{(\w+)(?::-([^}]*))?\}/g;

export function withVariables(text: string, env: NodeJS.ProcessEnv): string {
  return text.replace(VARIABLE, (_, name: string, fallback: string | undefined) => env[name] || (fallback ?? ''));
}

/** A YAML file as a value, with its anchors and merges resolved. */
export function yamlDocument(text: string, env: NodeJS.ProcessEnv): unknown {
  return parse(withVariables(text, env), { merge: true });
}
