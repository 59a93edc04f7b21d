import { describe, expect, it } from 'vitest';
import { CanonicalError, canonical } from '../../../../models/contract/log/canonical.ts';

const double = (bits: string): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
};

describe('numbers, by the table of RFC 8785, appendix B', () => {
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('%s is %s', (bits, text) => {
    expect(canonical(double(bits))).toBe(text);
  });

  it.each([['7fffffffffffffff'], ['7ff0000000000000'], ['fff0000000000000']])('%s is refused', (bits) => {
    expect(() => canonical(double(bits))).toThrow(CanonicalError);
  });
});

describe('strings and members', () => {
  it('gives the example of RFC 8785, 3.2.2 and 3.2.3', () => {
    const value = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`);
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts members by UTF-16 units, as the example of RFC 8785, 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonical(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face",' +
        '"\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it.each([
    ['\b\t\n\f\r', '"\\b\\t\\n\\f\\r"'],
    ['\0\u001f\u007f', '"\\u0000\\u001f\u007f"'],
    ['\u2028</script>', '"\u2028</script>"'],
    ['全网最低😀', '"全网最低😀"'],
  ])('escapes %j', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it('gives the same text whatever the order of members', () => {
    expect(canonical({ b: 1, a: [{ d: 1, c: 2 }] })).toBe(canonical({ a: [{ c: 2, d: 1 }], b: 1 }));
  });

  it('reads its own text back as the same value, and the text again', () => {
    const value = { 'a"b': [1, -0.5, null, { c: '\u0001' }], __proto__x: true };
    expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
  });
});

describe('what has no form in JSON', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  it.each([
    ['a lone high surrogate', { claims: [{ quote: 'a\ud83d' }] }, 'lone-surrogate', '$.claims[0].quote'],
    ['a lone low surrogate after a NUL', { a: '\0\ude00' }, 'lone-surrogate', '$.a'],
    ['a member named by a lone surrogate', { '\ud800': 1 }, 'lone-surrogate', '$'],
    ['NaN', [1, Number.NaN], 'not-finite', '$[1]'],
    ['undefined', { a: { b: undefined } }, 'not-json', '$.a.b'],
    ['a hole', new Array(2), 'not-json', '$[0]'],
    ['a function', { f: () => 1 }, 'not-json', '$.f'],
    ['a big integer', { n: 1n }, 'not-json', '$.n'],
    ['a date', { at: new Date(0) }, 'not-json', '$.at'],
    ['bytes', { b: new Uint8Array(2) }, 'not-json', '$.b'],
    ['a cycle', cycle, 'too-deep', `$${'.self'.repeat(65)}`],
  ])('refuses %s with its path', (_, value, code, path) => {
    try {
      canonical(value);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CanonicalError);
      expect(error).toMatchObject({ code, path });
    }
  });
});
