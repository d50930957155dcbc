import { ORDINARY } from '../specimen/machine-pair.ts';
import { AudioEngine } from '../spandsp/audio-engine.ts';
import { loadSpanDsp } from '../spandsp/library.ts';
import type { AudioSignal } from './audio-signal.ts';
import { SignalSource } from './audio-signal.ts';
import { FaxToneDetector, type FaxTone } from './fax-tone-detector.ts';
import { decodeAudio, encodeAudio } from './g711.ts';

const SECOND = 8000;
const line = (samples: Int16Array): Int16Array => decodeAudio('PCMA', encodeAudio('PCMA', samples));
const signal = (kind: AudioSignal, speed: number, samples: number): Int16Array => line(new SignalSource(kind, speed).take(samples));
const sine = (hz: number): Int16Array => Int16Array.from({ length: SECOND }, (_, n) => 5000 * Math.sin((2 * Math.PI * hz * n) / SECOND));
const heard = (samples: Int16Array, speed = 1): FaxTone[] => new FaxToneDetector(speed).hear(samples);

/** What SpanDSP's machine says on a line on which nothing comes. */
function machine(role: 'originate' | 'answer', seconds: number): Int16Array {
  const engine = new AudioEngine(loadSpanDsp(), { ...ORDINARY, role, receive: { tiffPath: '/tmp/never.tif' } });
  const frames = Array.from({ length: seconds * 50 }, () => {
    const frame = new Int16Array(160);
    engine.hear(new Int16Array(160));
    engine.speak(frame);
    return frame;
  });
  engine.free();
  return line(Int16Array.from(frames.flatMap((frame) => [...frame])));
}

describe('the tones of fax machines', () => {
  it.each([1, 10, 20])('are heard at speed %p', (speed) => {
    expect(heard(signal('ced', speed, Math.ceil((3.2 * SECOND) / speed)), speed)).toEqual(['ced']);
    expect(heard(signal('cng', speed, Math.ceil((3.5 * SECOND) / speed)), speed)).toEqual(['cng']);
  });

  it('need their time', () => {
    const ced = signal('ced', 1, SECOND);
    expect(heard(ced.subarray(0, 0.55 * SECOND))).toEqual([]);
    expect(heard(ced.subarray(0, 0.65 * SECOND))).toEqual(['ced']);
    const cng = signal('cng', 1, SECOND);
    expect(heard(cng.subarray(0, 0.28 * SECOND))).toEqual([]);
    expect(heard(cng.subarray(0, 0.35 * SECOND))).toEqual(['cng']);
  });

  it('are those of a real machine: its answer tone, and the flags before its command', () => {
    const said = machine('answer', 5);
    expect(heard(said.subarray(0, 2 * SECOND))).toEqual(['ced']);
    expect(heard(said.subarray(3.2 * SECOND))).toEqual(['v21']);
    expect(heard(machine('originate', 4))).toEqual(['cng']);
  });

  it.each([[2115, 'ced'], [2085, 'ced'], [1062, 'cng'], [1138, 'cng']] as const)('may be off: %p Hz', (hz, tone) => {
    expect(heard(sine(hz))).toEqual([tone]);
  });

  it.each([1850, 1650, 1750, 2250, 1000, 440])('are not a tone of %p Hz', (hz) => {
    expect(heard(sine(hz))).toEqual([]);
  });

  it.each<AudioSignal>(['silence', 'voice'])('are not ten seconds of %s, at any speed', (kind) => {
    for (const speed of [1, 20]) expect(heard(signal(kind, 1, 10 * SECOND), speed)).toEqual([]);
  });
});
