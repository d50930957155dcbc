import { other, response } from '../testing/messages.ts';
import { TransactionBench } from '../testing/transaction-bench.ts';
import { NonInviteClientTransaction } from './non-invite-client.ts';

function begin() {
  const bench = new TransactionBench();
  const request = other('BYE');
  const transaction = new NonInviteClientTransaction(request, bench, bench);
  transaction.start();
  return { bench, request, transaction };
}

describe('a non-INVITE client transaction', () => {
  it('repeats after timer E, which doubles up to T2, and gives up at timer F', () => {
    const { bench } = begin();
    bench.clock.advance(60_000);
    const sends = [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500].map((at) => `${at} send BYE`);
    expect(bench.take()).toEqual([...sends, '32000 terminated', '32000 timeout']);
    expect(bench.clock.pending).toBe(0);
  });

  it('repeats every T2 after a provisional response and still gives up at timer F', () => {
    const { bench, request, transaction } = begin();
    bench.clock.advance(100);
    transaction.receive(response(request, 100));
    bench.clock.advance(60_000);
    const sends = [4_100, 8_100, 12_100, 16_100, 20_100, 24_100, 28_100].map((at) => `${at} send BYE`);
    expect(bench.take()).toEqual(['0 send BYE', '100 got 100', ...sends, '32000 terminated', '32000 timeout']);
  });

  it('absorbs repeats of the final response until timer K', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(response(request, 200));
    bench.clock.advance(4_999);
    transaction.receive(response(request, 200));
    expect(transaction.state).toBe('completed');
    bench.clock.advance(1);
    expect(bench.take()).toEqual(['0 send BYE', '0 got 200', '5000 terminated']);
  });

  it('reports a local failure to send', () => {
    const { bench, transaction } = begin();
    transaction.fail('no route');
    bench.clock.advance(60_000);
    expect(bench.take()).toEqual(['0 send BYE', '0 terminated', '0 no route']);
  });
});
