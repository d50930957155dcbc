import { NudgeQueue } from './nudge-queue.ts';

function queue(limits: { maxInFlight?: number; maxWaiting?: number } = {}) {
  const sent: string[] = [];
  const errors: unknown[] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const nudges = new NudgeQueue({
    send: (faxId) => {
      sent.push(faxId);
      return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }));
    },
    onError: (error, faxId) => errors.push([faxId, error]),
    ...limits,
  });
  const answer = async () => {
    answers.shift()?.resolve();
    await settle();
  };
  return { nudges, sent, errors, answers, answer };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('nudges on their way', () => {
  it('are sent again when a new one comes meanwhile, once for however many', async () => {
    const { nudges, sent, answer } = queue();
    nudges.push('a');
    nudges.push('a');
    nudges.push('a');
    expect(sent).toEqual(['a']);
    await answer();
    expect(sent).toEqual(['a', 'a']);
    await answer();
    expect(sent).toEqual(['a', 'a']);
    expect(nudges.has('a')).toBe(false);
  });

  it('are no more at a time than may be, and the others follow', async () => {
    const { nudges, sent, answer } = queue({ maxInFlight: 2 });
    for (const fax of ['a', 'b', 'c']) nudges.push(fax);
    expect(sent).toEqual(['a', 'b']);
    await answer();
    expect(sent).toEqual(['a', 'b', 'c']);
  });

  it('do not hold up another fax behind one that is under way', async () => {
    const { nudges, sent } = queue({ maxInFlight: 2 });
    nudges.push('a');
    nudges.push('a');
    nudges.push('b');
    expect(sent).toEqual(['a', 'b']);
  });

  it('are dropped beyond what may wait', async () => {
    const { nudges, sent, answer } = queue({ maxInFlight: 1, maxWaiting: 1 });
    for (const fax of ['a', 'b', 'c']) nudges.push(fax);
    expect(nudges.has('c')).toBe(false);
    await answer();
    await answer();
    expect(sent).toEqual(['a', 'b']);
  });

  it('report what could not be sent, and make room', async () => {
    const { nudges, sent, errors, answers } = queue({ maxInFlight: 1 });
    nudges.push('a');
    nudges.push('b');
    const away = new Error('away');
    answers.shift()?.reject(away);
    await settle();
    expect(errors).toEqual([['a', away]]);
    expect(sent).toEqual(['a', 'b']);
  });

  it('are forgotten at the end, but for those under way, and none is taken any more', async () => {
    const { nudges, sent, answer } = queue({ maxInFlight: 1 });
    nudges.push('a');
    nudges.push('b');
    const closed = nudges.close();
    nudges.push('c');
    await answer();
    await closed;
    expect(sent).toEqual(['a']);
  });
});
