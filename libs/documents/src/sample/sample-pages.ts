import { PageOperators } from './page-operators.ts';

const LEFT = 64;
const RIGHT = 531;
const TOP = 770;
const PAGES = 3;

function letterhead(page: number): PageOperators {
  return new PageOperators()
    .text('Faxwire', { x: LEFT, y: TOP, size: 26, font: 'Bold' })
    .text('every page arrives, or you know why', { x: LEFT + 112, y: TOP, size: 10, grey: 0.5 })
    .line([LEFT, TOP - 12], [RIGHT, TOP - 12], 1.5)
    .text(`Sample document  ·  page ${page} of ${PAGES}`, { x: LEFT, y: 48, size: 8, grey: 0.35 });
}

/** Text of all sizes, and text in 50 % grey, which a careless threshold deletes. */
export function letterPage(): PageOperators {
  const body = [
    'Dear reader,',
    '',
    'this letter came to you over a telephone line. It was posted to Faxwire as a PDF, drawn as',
    'black and white dots, 1728 to the line, and sent by T.38 to the number that you gave. Every',
    'step on its way is an event in one log: received, attempted, each page confirmed, sent.',
    '',
    'If your machine was busy, Faxwire called again. If the line dropped in the middle, it went',
    'on at the first page that had not been confirmed. And once your machine confirmed the last',
    'page, nothing in the world makes it dial again.',
    '',
    'The next page is a photograph, and the one after it a table: the two things that a fax',
    'spoils most easily. Compare them with the original.',
  ];
  return letterhead(1)
    .text('Hello from the other end of the line', { x: LEFT, y: 700, size: 20, font: 'Bold' })
    .paragraph(body, { x: LEFT, y: 662, size: 11, leading: 17, font: 'Serif' })
    .text('With kind regards,', { x: LEFT, y: 430, size: 11, font: 'Serif' })
    .text('Faxwire', { x: LEFT, y: 400, size: 16, font: 'Serif' })
    .text('A small test of legibility', { x: LEFT, y: 330, size: 13, font: 'Bold' })
    .text('Black, 12 points: The five boxing wizards jump quickly. 0123456789', { x: LEFT, y: 306, size: 12 })
    .text('Black, 8 points: The five boxing wizards jump quickly. 0123456789', { x: LEFT, y: 286, size: 8 })
    .text('Black, 6 points: The five boxing wizards jump quickly. 0123456789', { x: LEFT, y: 270, size: 6 })
    .text('Half grey, 12 points: you can still read this.', { x: LEFT, y: 246, size: 12, grey: 0.5 })
    .text('Half grey, 8 points: and this as well.', { x: LEFT, y: 228, size: 8, grey: 0.5 })
    .text('Accents: café, Zürich, señor, Ærø, 20 €', { x: LEFT, y: 204, size: 11, font: 'Serif' });
}

export function photographPage(): PageOperators {
  const page = letterhead(2)
    .text('A photograph', { x: LEFT, y: 700, size: 20, font: 'Bold' })
    .image('Photo', [LEFT, 360], [RIGHT - LEFT, 311])
    .text('Evening over the water. Tones become dots; letters beside them stay sharp.', { x: LEFT, y: 340, size: 10, font: 'Serif' })
    .text('Grey in eight steps', { x: LEFT, y: 290, size: 13, font: 'Bold' });
  return drawGreySteps(page);
}

/** Steps of tint drawn as areas, not as an image: they too must not drown in black. */
function drawGreySteps(page: PageOperators): PageOperators {
  const steps = 8;
  const width = (RIGHT - LEFT) / steps;
  for (let i = 0; i < steps; i++) {
    page.box([LEFT + i * width, 220], [width, 52], i / (steps - 1));
    page.text(`${Math.round((100 * i) / (steps - 1))} %`, { x: LEFT + i * width + 16, y: 204, size: 9 });
  }
  return page;
}

const ROWS = [
  ['What happened', 'Event', 'Dialled again?'],
  ['Accepted and stored', 'FaxReceived', '–'],
  ['First call placed', 'FaxAttemptInitiated', '–'],
  ['Number was busy', 'AttemptFailed', 'yes, by policy'],
  ['Second call placed', 'FaxAttemptInitiated', '–'],
  ['Page 1 confirmed', 'PageSent', '–'],
  ['Line dropped on page 2', 'AttemptFailed', 'yes, from page 2'],
  ['Third call placed', 'FaxAttemptInitiated', '–'],
  ['Pages 2 and 3 confirmed', 'PageSent', '–'],
  ['Every page confirmed', 'FaxSent', 'never'],
] as const;

const COLUMNS = [LEFT, 246, 408, RIGHT] as const;
const ROW_HEIGHT = 26;
const TABLE_TOP = 670;

export function tablePage(): PageOperators {
  const page = letterhead(3).text('The life of one fax', { x: LEFT, y: 700, size: 20, font: 'Bold' });
  const bottom = TABLE_TOP - ROWS.length * ROW_HEIGHT;
  page.box([LEFT, TABLE_TOP - ROW_HEIGHT], [RIGHT - LEFT, ROW_HEIGHT], 0.85);
  ROWS.forEach((row, i) => {
    const baseline = TABLE_TOP - (i + 1) * ROW_HEIGHT + 9;
    row.forEach((cell, column) => page.text(cell, { x: COLUMNS[column]! + 8, y: baseline, size: 10, font: i === 0 ? 'Bold' : 'Regular' }));
  });
  for (let i = 0; i <= ROWS.length; i++) page.line([LEFT, TABLE_TOP - i * ROW_HEIGHT], [RIGHT, TABLE_TOP - i * ROW_HEIGHT], i < 2 ? 1 : 0.5);
  for (const x of COLUMNS) page.line([x, TABLE_TOP], [x, bottom], 0.5);
  return page.text('Hairlines of half a point; the head is tinted at 15 %.', { x: LEFT, y: bottom - 20, size: 9, font: 'Serif' });
}
