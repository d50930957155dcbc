import { configurationKeys } from './configuration-key.ts';

/** Every key as a Markdown table, for the documentation. */
export function configurationTable(): string {
  const rows = configurationKeys().map(({ name, variable, defaultValue, description }) => {
    const cells = [`\`${name}\``, `\`${variable}\``, `\`${JSON.stringify(defaultValue)}\``, description];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| Key | Variable | Default | Meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}
