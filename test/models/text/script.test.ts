import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import {
  createScriptJudge,
  PIECE_UNITS_MAX,
  ROUNDS_MAX,
  scriptLines,
  TURN_TEXTS,
} from '../../../models/text/script.ts';

const PACKS = resolve(import.meta.dirname, '../../../models/text/packs');

describe('a script is cut', () => {
  it('at its lines, whatever ends them, and keeps where each stands', () => {
    const script = '第一行\r\n\n  \n第二行\u2028third';
    const lines = scriptLines(script);
    expect(lines.map(({ text }) => text)).toEqual(['第一行', '第二行', 'third']);
    for (const { text, start } of lines) expect(script.slice(start, start + text.length)).toBe(text);
  });

  it('in long paragraphs at sentences, else at clauses, else anywhere but inside a character', () => {
    const sentences = '这句话不长也不短。'.repeat(100);
    const clauses = '这句话不长也不短，'.repeat(100);
    for (const script of [sentences, clauses]) {
      const lines = scriptLines(script);
      expect(lines.map(({ text }) => text).join('')).toBe(script);
      expect(lines.every(({ text }) => text.length <= PIECE_UNITS_MAX && /[。，]$/.test(text))).toBe(true);
    }
    const emoji = `a${'😀'.repeat(1000)}`;
    const pieces = scriptLines(emoji).map(({ text }) => text);
    expect(pieces.join('')).toBe(emoji);
    expect(pieces.every((piece) => !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(piece))).toBe(true);
  });

  it('of nothing into nothing', () => {
    expect(scriptLines('')).toEqual([]);
    expect(scriptLines(' \n\t\n')).toEqual([]);
  });
});

describe('the judge of scripts', () => {
  const text = createTextJudge({ packs: loadPacks(PACKS) });
  const context = { source: 'speech', role: 'presenter' } as const;

  it('judges in order, and lets others have their turn', async () => {
    let turns = 0;
    const turn = async (): Promise<void> => {
      turns += 1;
    };
    const judge = createScriptJudge({ text, turn });
    const texts = Array.from({ length: TURN_TEXTS + 1 }, (_, n) => ({
      text: n % 2 ? '这款全网最低价' : '今天讲讲怎么保存',
      context,
    }));
    const { texts: judged, versions } = await judge.judge(texts);
    expect(versions).toBe(text.versions);
    expect(judged.map(({ claims }) => claims.length > 0)).toEqual(texts.map((_, n) => n % 2 === 1));
    expect(judged[0]?.network).toBe('unavailable');
    expect(turns).toBe(1);
  });

  it('judges all by the same rules, also when they are exchanged on the way', async () => {
    const texts = Array.from({ length: TURN_TEXTS * 3 }, () => ({ text: '最好', context }));
    let versions = { normaliser: 'n', packs: 'p0' };
    const seen: string[] = [];
    const changing = {
      get versions() {
        return versions;
      },
      judge: () => {
        seen.push(versions.packs);
        return { claims: [], lexicon: 'ok', network: 'unavailable' } as const;
      },
    };
    let exchanges = 0;
    const turn = async (): Promise<void> => {
      exchanges += 1;
      versions = { normaliser: 'n', packs: `p${exchanges}` };
    };
    const judged = await createScriptJudge({ text: changing, turn }).judge(texts);
    expect(judged.versions.packs).toBe(`p${exchanges}`);
    expect(exchanges).toBe(ROUNDS_MAX - 1);
    expect(new Set(seen.slice(-texts.length))).toEqual(new Set([judged.versions.packs]));
  });

  it('takes what the network says of a batch, where there is one', async () => {
    const judge = createScriptJudge({
      text,
      turn: async () => {},
      refine: async (batch) => batch.map(() => ({ claims: [], network: 'ok' as const })),
    });
    expect((await judge.judge([{ text: '这款全网最低价', context }])).texts).toEqual([
      { claims: [], lexicon: 'ok', network: 'ok' },
    ]);
  });

  it('keeps what the rules say where the network fails, and tells of it', async () => {
    const errors: unknown[] = [];
    const judge = createScriptJudge({
      text,
      turn: async () => {},
      refine: async () => {
        throw new Error('no memory left');
      },
      onError: (error) => errors.push(error),
    });
    const [judged] = (await judge.judge([{ text: '这款全网最低价', context }])).texts;
    expect(judged).toMatchObject({ lexicon: 'ok', network: 'failed' });
    expect(judged?.claims.length).toBeGreaterThan(0);
    expect(errors).toHaveLength(1);
  });
});
