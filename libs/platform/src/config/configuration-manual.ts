import { z } from 'zod';
import { configurationSections, descriptionOf, type ConfigurationKey } from './configuration-key.ts';
import { trunkSchema } from './trunk-schema.ts';

const WIDTH = 116;

const INTRODUCTION = `The configuration of Faxwire. Every key stands here with its default; delete what you do not change.
A key that is unknown, of the wrong kind, or that contradicts another one stops the start with its line and column.
Each key can be set by an environment variable instead, which wins over this file: FAXWIRE_ and the name in capitals, with
an underscore for each dot and each hump. Lists and maps are written there as in this file: [1, 2].
FAXWIRE_CONFIG names another file than faxwire.config.yaml in the folder where the process starts.`;

/** The text of the default `faxwire.config.yaml`: the manual. */
export function configurationManual(): string {
  const sections = configurationSections().map(({ name, description, keys }) => {
    if (name === '') return keys.map((key) => keyText(key, '')).join('');
    return `${comment(description, '')}${name}:\n${keys.map((key) => keyText(key, '  ')).join('')}`;
  });
  return [INTRODUCTION.split('\n').map((line) => `# ${line}\n`).join(''), ...sections].join('\n');
}

function keyText(key: ConfigurationKey, indent: string): string {
  const example = key.name === 'trunks' ? trunkExample() : '';
  return `${comment(`${key.description} (${key.variable})`, indent)}${example}${indent}${key.path.at(-1)}: ${valueText(key.defaultValue)}\n`;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'string') return /^[A-Za-z.][\w.]*$/.test(value) ? value : `'${value}'`;
  return JSON.stringify(value);
}

/** What a trunk may say, as comments: the list itself is empty by default. */
function trunkExample(): string {
  const needed: Readonly<Record<string, string>> = { name: 'carrier', host: 'sip.carrier.example', callerNumber: "'+12025550100'" };
  const lines = Object.entries(trunkSchema.shape).map(([name, schema], index) => {
    const value = needed[name] ?? flow(z.safeParse(schema, undefined).data);
    return `#   ${index === 0 ? '- ' : '  '}${name}: ${value}  # ${descriptionOf(schema)}\n`;
  });
  return `# trunks:\n${lines.join('')}`;
}

function flow(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return valueText(value);
  return `{ ${Object.entries(value).map(([name, inner]) => `${name}: ${valueText(inner)}`).join(', ')} }`;
}

function comment(text: string, indent: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + last.length + word.length + 1 <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines.map((line) => `${indent}${line}\n`).join('');
}
