import { readdirSync } from 'node:fs';
import { TORTURE_FOLDER, hasTortureMessages, reactionTo, tortureMessage } from '../testing/torture.ts';

/** Sections of RFC 4475 behind each row; what a user agent that is no registrar and no proxy does with the message. */
const ACCEPTED: readonly [name: string, why: string][] = [
  ['esc01', '3.1.1.3: escapes in the user part are undone once'],
  ['longreq', '3.1.1.7: long values and 34 Vias'],
  ['baddate', '3.1.2.12: a Date that nobody needs is not looked at'],
  ['inv2543', '3.4.1: a caller from before RFC 3261: no branch, no From tag, no Contact'],
];
const ANSWERED: readonly [name: string, status: number, why: string][] = [
  ['wsinv', 481, '3.1.1.1: folding and white space everywhere; read to its To tag, which names no dialog here'],
  ['intmeth', 501, '3.1.1.2: all characters that a token may have'],
  ['escnull', 405, '3.1.1.4: escaped NULs are no end of a text'],
  ['esc02', 501, '3.1.1.5: an escape in a method stands for itself, so this is no REGISTER'],
  ['lwsdisp', 200, '3.1.1.6: no space between a display name and its bracket'],
  ['dblreq', 405, '3.1.1.8: the second request of a datagram is not there'],
  ['semiuri', 200, '3.1.1.9: a semicolon in the user part'],
  ['transports', 200, '3.1.1.10: Vias of all transports'],
  ['mpart01', 405, '3.1.1.11: a multipart body with binary parts'],
  ['badinv01', 400, '3.1.2.1: separators with nothing between them'],
  ['clerr', 400, '3.1.2.2: longer than the datagram by its own account'],
  ['ncl', 400, '3.1.2.3: a negative length'],
  ['scalar02', 400, '3.1.2.4: numbers beyond all bounds in a request'],
  ['quotbal', 400, '3.1.2.6: a quote that never closes'],
  ['ltgtruri', 400, '3.1.2.7: brackets around the request URI'],
  ['lwsruri', 400, '3.1.2.8: white space inside the request URI'],
  ['lwsstart', 400, '3.1.2.9: more than one space in the request line'],
  ['trws', 400, '3.1.2.10: spaces behind the version'],
  ['escruri', 400, '3.1.2.11: headers in the request URI'],
  ['regbadct', 400, '3.1.2.13: a bare Contact with a question mark'],
  ['badaspec', 200, '3.1.2.14: spaces within the brackets are ignored'],
  ['baddn', 400, '3.1.2.15: a display name with a comma that is not quoted'],
  ['badvers', 505, '3.1.2.16: SIP/7.0'],
  ['mismatch01', 400, '3.1.2.17: CSeq names another method'],
  ['mismatch02', 501, '3.1.2.18: CSeq names another method, and the request one that nobody knows'],
  ['badbranch', 200, '3.2.1: the magic cookie with nothing behind it falls back to the older rules'],
  ['insuf', 400, '3.3.1: no From, To and Call-ID'],
  ['unkscm', 416, '3.3.2: a scheme nobody knows'],
  ['novelsc', 416, '3.3.3: a scheme that is known, and not to us'],
  ['unksm2', 405, '3.3.4: other schemes in To, From and Contact'],
  ['bext01', 420, '3.3.5: extensions that nobody has'],
  ['invut', 415, '3.3.6: a body of a kind nobody knows'],
  ['regaut01', 405, '3.3.7: an authorization scheme nobody knows, for a registrar to mind'],
  ['multi01', 400, '3.3.8: several values where one may stand'],
  ['mcl01', 400, '3.3.9: two lengths that differ'],
  ['zeromf', 200, '3.3.11: Max-Forwards 0 is for proxies'],
  ['cparam01', 405, '3.3.12: a parameter of the Contact header'],
  ['cparam02', 405, '3.3.13: a parameter of the Contact URI'],
  ['regescrt', 405, '3.3.14: headers in a Contact URI'],
  ['sdp01', 406, '3.3.15: the caller could not read an answer in SDP'],
];
const UNHEARD: readonly [name: string, counted: 'malformed' | 'strayResponses', why: string][] = [
  ['unreason', 'strayResponses', '3.1.1.12: a reason in UTF-8'],
  ['noreason', 'strayResponses', '3.1.1.13: no reason at all'],
  ['scalarlg', 'malformed', '3.1.2.5: numbers beyond all bounds in a response'],
  ['bigcode', 'malformed', '3.1.2.19: a status beyond all bounds'],
  ['bcast', 'strayResponses', '3.3.10: a response that went by a broadcast address'],
];
const ALL = [...ACCEPTED, ...ANSWERED, ...UNHEARD].map(([name]) => name);

function torture(): void {
  it.each(ACCEPTED)('%s becomes a call (%s)', (name) => {
    const { answers, called, leftOver } = reactionTo(tortureMessage(name));
    expect(answers).toEqual(['SIP/2.0 100 Trying', 'SIP/2.0 200 OK']);
    expect([called.length, leftOver]).toEqual([1, 0]);
  });

  it.each(ANSWERED)('%s gets a %i and no more (%s)', (name, status) => {
    const { answers, called, leftOver } = reactionTo(tortureMessage(name));
    expect(answers).toEqual([expect.stringMatching(`^SIP/2.0 ${status} `)]);
    expect([called, leftOver]).toEqual([[], 0]);
  });

  it.each(UNHEARD)('%s gets no answer and is counted as %s (%s)', (name, counted) => {
    const reaction = reactionTo(tortureMessage(name));
    expect(reaction).toMatchObject({ answers: [], [counted]: 1, called: [], leftOver: 0 });
  });

  it('the rows are all the messages that there are', () => {
    const files = readdirSync(TORTURE_FOLDER).filter((file) => file.endsWith('.dat'));
    expect([...ALL].sort()).toEqual(files.map((file) => file.slice(0, -4)).sort());
    expect(ALL).toHaveLength(49);
  });

  it('what is unusual is read as it was meant', () => {
    expect(reactionTo(tortureMessage('esc01')).called).toEqual(['sips:user@example.com']);
    expect(reactionTo(tortureMessage('bext01')).text).toContain('Unsupported: nothingSupportsThis, nothingSupportsThisEither\r\n');
    expect(reactionTo(tortureMessage('sdp01')).text).toContain('Accept: application/sdp\r\n');
    expect(reactionTo(tortureMessage('longreq')).text.match(/^Via: /gm)).toHaveLength(34);
  });
}

describe('the torture messages of RFC 4475', () => {
  if (hasTortureMessages) torture();
  else if (process.env['CI'] === undefined) it.todo('are not in ../shared/rfc4475: nothing was proven');
  else it('lie beside the checkout where the whole is proven', () => expect(hasTortureMessages).toBe(true));
});
