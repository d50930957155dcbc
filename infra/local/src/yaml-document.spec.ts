import { withVariables, yamlDocument } from './yaml-document.ts';

describe('a YAML document', () => {
  it('takes variables from the environment, and their defaults where they are not set or empty', () => {
    const text = 'a: ${A:-one}\nb: ${B:-two}\nc: "${C}"\n';
    expect(withVariables(text, { B: 'three', A: '' })).toBe('a: one\nb: three\nc: ""\n');
  });

  it('resolves what it merges; what stands beside it wins', () => {
    const text = 'x: &x { a: 1, b: 2 }\ny: &y { b: 3 }\nz:\n  <<: [*x, *y]\n  a: 4\n';
    expect(yamlDocument(text, {})).toMatchObject({ z: { a: 4, b: 2 } });
  });

  it('leaves templates of others alone', () => {
    expect(withVariables('{{ $labels.app }} costs $1', {})).toBe('{{ $labels.app }} costs $1');
  });
});
