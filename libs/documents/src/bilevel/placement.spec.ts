import { placePage } from './placement.ts';

const A4 = { widthInches: 210 / 25.4, heightInches: 297 / 25.4 };

describe('a page on the fax line', () => {
  it('keeps A4 at its true size and centres it', () => {
    expect(placePage(A4, 196)).toEqual({ quarterTurn: false, left: 20, width: 1687, height: 2292, pageHeight: 2292 });
  });

  it('trims three columns off each side of Letter instead of shrinking it', () => {
    expect(placePage({ widthInches: 8.5, heightInches: 11 }, 196)).toMatchObject({ left: -3, width: 1734, height: 2156 });
    expect(placePage({ widthInches: 8.5, heightInches: 14 }, 196)).toMatchObject({ left: -3, width: 1734, height: 2744 });
  });

  it.each([[98, 1146], [196, 2292], [391, 4572]])('has the lines of %i to the inch', (yDpi, lines) => {
    expect(placePage(A4, yDpi).height).toBe(lines);
  });

  it('turns landscape A4 upright', () => {
    const landscape = { widthInches: A4.heightInches, heightInches: A4.widthInches };
    expect(placePage(landscape, 196)).toEqual({ quarterTurn: true, left: 20, width: 1687, height: 2292, pageHeight: 2292 });
  });

  it('does not turn a postcard that fits as it lies', () => {
    expect(placePage({ widthInches: 6, heightInches: 4 }, 196)).toMatchObject({ quarterTurn: false, width: 1224, height: 784 });
  });

  it('shrinks A3 to the width of the line with its proportions', () => {
    const { width, height } = placePage({ widthInches: 297 / 25.4, heightInches: 420 / 25.4 }, 196);
    expect(width).toBe(1728);
    expect(height / 196 / (width / 204)).toBeCloseTo(420 / 297, 2);
  });

  it('pads a slip to one inch', () => {
    expect(placePage({ widthInches: 3, heightInches: 0.1 }, 196)).toMatchObject({ height: 20, pageHeight: 196 });
  });

  it.each([[201, 1, 'document_page_too_large'], [8, 100, 'document_page_too_large'], [0, 11, 'document_broken'], [NaN, 11, 'document_broken']])(
    'refuses %d x %d inches', (widthInches, heightInches, code) => {
      expect(() => placePage({ widthInches, heightInches }, 196)).toThrow(expect.objectContaining({ code }));
    },
  );
});
