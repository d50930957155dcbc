import { clusterId, serverProperties } from './kafka.ts';

describe('the settings of Kafka', () => {
  const lines = serverProperties({ broker: 19_092, controller: 19_093 }, '/data/log').split('\n');

  it('listen on this machine alone', () => {
    expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093');
    expect(lines.filter((line) => line.includes('0.0.0.0'))).toEqual([]);
  });

  it('create no topic that nobody asked for', () => {
    expect(lines).toContain('auto.create.topics.enable=false');
  });

  it('give each cluster an id that is no option', () => {
    expect(Array.from({ length: 500 }, clusterId).every((id) => /^[A-Za-z0-9_][\w-]{21}$/.test(id))).toBe(true);
  });
});
