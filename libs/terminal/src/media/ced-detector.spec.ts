import type { AudioSignal } from './audio-signal.ts';
import { SignalSource } from './audio-signal.ts';
import { CedDetector } from './ced-detector.ts';
import { decodeAudio, encodeAudio } from './g711.ts';

const SECOND = 8000;
const line = (signal: AudioSignal, speed: number, samples: number): Int16Array =>
  decodeAudio('PCMA', encodeAudio('PCMA', new SignalSource(signal, speed).take(samples)));

describe('The answer tone detector', () => {
  it.each([1, 10, 20])('hears the answer tone at speed %p', (speed) => {
    expect(new CedDetector(speed).hear(line('ced', speed, Math.ceil((3.2 * SECOND) / speed)))).toBe(true);
  });

  it('needs 400 ms of it in real time', () => {
    const ced = line('ced', 1, SECOND);
    expect(new CedDetector(1).hear(ced.subarray(0, 0.55 * SECOND))).toBe(false);
    expect(new CedDetector(1).hear(ced.subarray(0, 0.65 * SECOND))).toBe(true);
  });

  it.each<AudioSignal>(['silence', 'cng', 'voice'])('takes ten seconds of %s for no answer tone, at any speed', (signal) => {
    for (const speed of [1, 20]) expect(new CedDetector(speed).hear(line(signal, 1, 10 * SECOND))).toBe(false);
  });

  it('hears a tone 15 Hz off and ignores one of 1,850 Hz', () => {
    const tone = (hz: number): Int16Array => Int16Array.from({ length: SECOND }, (_, n) => 5000 * Math.sin((2 * Math.PI * hz * n) / SECOND));
    expect(new CedDetector(1).hear(tone(2115))).toBe(true);
    expect(new CedDetector(1).hear(tone(2085))).toBe(true);
    expect(new CedDetector(1).hear(tone(1850))).toBe(false);
  });
});
