import { headerValue } from '../message/headers.ts';
import { invite, response } from '../testing/messages.ts';
import { TransactionBench } from '../testing/transaction-bench.ts';
import { InviteClientTransaction } from './invite-client.ts';

function begin() {
  const bench = new TransactionBench();
  const request = invite();
  const transaction = new InviteClientTransaction(request, bench, bench);
  transaction.start();
  return { bench, request, transaction };
}

describe('an INVITE client transaction', () => {
  it('repeats after timer A, which doubles, and gives up at timer B', () => {
    const { bench } = begin();
    bench.clock.advance(60_000);
    const sends = [0, 500, 1_500, 3_500, 7_500, 15_500, 31_500].map((at) => `${at} send INVITE`);
    expect(bench.take()).toEqual([...sends, '32000 terminated', '32000 timeout']);
    expect(bench.clock.pending).toBe(0);
  });

  it('stops repeating and waits without limit after a provisional response', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(response(request, 180));
    bench.clock.advance(600_000);
    expect(bench.take()).toEqual(['0 send INVITE', '0 got 180']);
    expect(transaction.state).toBe('proceeding');
  });

  it('acknowledges a refusal and each repeat of it until timer D', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(response(request, 486));
    bench.clock.advance(31_999);
    transaction.receive(response(request, 486));
    bench.clock.advance(1);
    transaction.receive(response(request, 486));
    expect(bench.take()).toEqual(['0 send INVITE', '0 send ACK', '0 got 486', '31999 send ACK', '32000 terminated']);
  });

  it('acknowledges a refusal on its own branch with the To tag of the response', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(response(request, 603));
    const ack = bench.sent.at(-1);
    expect(ack && headerValue(ack, 'Via')).toBe(headerValue(request, 'Via'));
    expect(ack && headerValue(ack, 'To')).toBe('<sip:+15550100@192.0.2.2>;tag=t1');
    expect(ack && headerValue(ack, 'CSeq')).toBe('1 ACK');
  });

  it('hands up every copy of a 2xx until timer M and leaves the ACK to the call', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(response(request, 200));
    transaction.receive(response(request, 486));
    bench.clock.advance(31_999);
    transaction.receive(response(request, 200));
    bench.clock.advance(1);
    transaction.receive(response(request, 200));
    expect(bench.take()).toEqual(['0 send INVITE', '0 got 200', '31999 got 200', '32000 terminated']);
  });

  it('told to expire waits for a final response no longer, whatever provisional ones come', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(response(request, 100));
    transaction.expireAfter(1_000);
    bench.clock.advance(500);
    transaction.receive(response(request, 180));
    bench.clock.advance(500);
    expect(bench.take().slice(2)).toEqual(['500 got 180', '1000 terminated']);
  });

  it('told to expire still lingers as it should once the final response came', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(response(request, 100));
    transaction.expireAfter(1_000);
    transaction.receive(response(request, 487));
    bench.clock.advance(31_999);
    expect(transaction.state).toBe('completed');
  });

  it('reports a local failure to send once, and only before a response', () => {
    const { bench, transaction } = begin();
    transaction.fail('no route');
    transaction.fail('no route');
    expect(bench.take()).toEqual(['0 send INVITE', '0 terminated', '0 no route']);
    const late = begin();
    late.transaction.receive(response(late.request, 180));
    late.transaction.fail('no route');
    expect(late.transaction.state).toBe('proceeding');
  });
});
