import { Metrics } from '@faxwire/platform';
import { CallFigures } from './call-figures.ts';

const page = { type: 'page', page: { page: 0, bitRate: 9_600, badRows: 0, bytes: 100 } } as const;
const audio = { packetsSent: 500, packetsReceived: 480, packetsLost: 3, packetsLate: 1, packetsRefused: 2, jitterMs: 4, slipMs: 12 };
const t38 = { delivered: 90, lost: 2, rtp: 5 } as unknown as Parameters<CallFigures['ended']>[1];

describe('the figures of a call', () => {
  it('tell how it ended, what carried it and what became of its packets', async () => {
    const metrics = new Metrics();
    const [sent, dropped, busy] = [new CallFigures(metrics, 'out'), new CallFigures(metrics, 'out'), new CallFigures(metrics, 'in')];
    for (const call of [sent, dropped]) call.reported({ type: 'answered', sipCallId: 'c' });
    sent.reported({ type: 'negotiated', negotiation: { bitRate: 9_600, ecm: true, compression: 'MMR', resolution: '204x196', transport: 'g711' } });
    sent.reported(page);
    sent.audio(audio);
    sent.ended({ ok: true }, undefined);
    dropped.reported({ type: 'negotiated', negotiation: { bitRate: 9_600, ecm: true, compression: 'MMR', resolution: '204x196' } });
    dropped.ended({ ok: false, failure: { cause: 'dropped_mid_page', detail: '' } }, t38);
    busy.ended({ ok: false, failure: { cause: 'busy', detail: '' } }, undefined);
    const text = await metrics.text();
    for (const line of [
      'faxwire_calls_total{direction="out",transport="g711",cause="none",answered="true"} 1',
      'faxwire_calls_total{direction="out",transport="t38",cause="dropped_mid_page",answered="true"} 1',
      'faxwire_calls_total{direction="in",transport="none",cause="busy",answered="false"} 1',
      'faxwire_media_packets_total{transport="g711",fate="lost"} 3',
      'faxwire_media_packets_total{transport="t38",fate="rtp_after_switch"} 5',
      'faxwire_page_bit_rate_bucket{le="9600"} 1',
      'faxwire_audio_slip_seconds_bucket{le="0.02"} 1',
      'faxwire_pages_confirmed_total 1',
    ]) expect(text.split('\n')).toContain(line);
  });
});
