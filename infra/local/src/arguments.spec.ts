import { engineArguments } from './arguments.ts';

describe('the arguments of npm run engines', () => {
  it('leave ports free and data in the usual folder', () => {
    const { ports, dataDir, file } = engineArguments([]);
    expect(Object.values(ports)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect({ dataDir, file }).toEqual({ dataDir: '.faxwire/engines', file: '.faxwire/engines.json' });
  });

  it('name ports', () => {
    expect(engineArguments(['--kafka-port', '9092', '--s3-port=7070']).ports).toMatchObject({ kafka: 9092, s3: 7070 });
  });

  it.each(['--kafka-port 0', '--kafka-port 65536', '--s3-port seven', '--color red', 'more'])('are refused as %s', (line) => {
    expect(() => engineArguments(line.split(' '))).toThrow(expect.objectContaining({ code: 'bad_argument' }));
  });
});
