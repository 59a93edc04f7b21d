import { describe, expect, it } from 'vitest';
import { epochOf, mediaTimeOf } from '../../dashboard/state/media-time.ts';
import { addressOf, invitationIn, routeOf } from '../../dashboard/state/route.ts';
import { createSettings, languageFor } from '../../dashboard/state/settings.ts';
import { piecesOf, shown } from '../../dashboard/state/spans.ts';
import { broadcastTime, localMinute, localOf, localTime } from '../../dashboard/words/time.ts';
import { asOrganisationId } from '../../models/contract/ids.ts';

describe('times', () => {
  it.each([
    [0, '00:00:00'],
    [41 * 60_000 + 7_999, '00:41:07'],
    [86_400_000, '24:00:00'],
    [-5, '00:00:00'],
  ])('%d ms is %s of broadcast time', (ms, text) => {
    expect(broadcastTime(ms)).toBe(text);
  });

  it('gives the local time, with its date on another day', () => {
    const at = Date.parse('2026-11-22T12:41:07Z');
    expect(localTime(at, at, 'Asia/Shanghai')).toBe('20:41:07');
    expect(localMinute(at, at, 'Asia/Shanghai')).toBe('20:41');
    expect(localTime(at, at + 86_400_000, 'Asia/Shanghai')).toBe('11-22 20:41:07');
    expect(localOf('2026-11-22T12:00:00Z', 2_467_000, at, 'Asia/Shanghai')).toBe('20:41:07');
    expect(localTime(Date.parse('2026-11-22T16:00:00Z'), at, 'Asia/Shanghai')).toBe('11-23 00:00:00');
  });
});

describe('spans', () => {
  const mark = (text: string, ...spans: [number, number, boolean][]) =>
    piecesOf(
      text,
      spans.map(([start, end, chosen]) => ({ start, end, chosen, label: '' })),
    ).map((piece) => `${piece.mark}:${piece.text}`);

  it('marks in UTF-16 offsets, with characters beyond the BMP before the span', () => {
    expect(mark('😀😀最好用', [4, 6, true])).toEqual(['none:😀😀', 'chosen:最好', 'none:用']);
  });
  it('lets a span with a verdict win over one that was left open', () => {
    const open = { start: 0, end: 4, chosen: false, open: true, label: 'left open' };
    const other = { start: 2, end: 6, chosen: false, label: 'a kind' };
    expect(piecesOf('abcdefg', [open, other])).toEqual([
      { text: 'ab', mark: 'open', label: 'left open' },
      { text: 'cdef', mark: 'other', label: 'a kind' },
      { text: 'g', mark: 'none', label: '' },
    ]);
  });
  it('lets the chosen span win where two overlap', () => {
    expect(mark('abcdef', [0, 4, false], [2, 5, true])).toEqual(['other:ab', 'chosen:cde', 'none:f']);
  });
  it('holds spans to the text, and joins what belongs together', () => {
    expect(mark('abc', [-3, 99, false])).toEqual(['other:abc']);
    expect(mark('abc', [2, 2, true])).toEqual(['none:abc']);
    expect(mark('', [0, 1, true])).toEqual([]);
  });
  it('leaves markup as the text it is', () => {
    expect(mark('<b>最</b>', [3, 4, true])).toEqual(['none:<b>', 'chosen:最', 'none:</b>']);
  });
});

describe('media time', () => {
  const start = 1_000_000;
  const dated = [
    { start: 0, duration: 4, programDateTime: start },
    { start: 4, duration: 4, programDateTime: start + 4_000 },
    // The encoder was away for a minute.
    { start: 8, duration: 4, programDateTime: start + 68_000 },
  ];
  it.each([
    ['inside the first', start + 1_500, 1.5],
    ['after a gap', start + 70_000, 10],
    ['before the playlist begins', start - 2_000, -2],
  ])('%s', (_name, epochMs, seconds) => {
    expect(mediaTimeOf(dated, epochMs, 99)).toBe(seconds);
  });
  it('falls back where nothing is dated', () => {
    expect(mediaTimeOf([{ start: 0, duration: 4, programDateTime: null }], start, 99)).toBe(99);
    expect(epochOf([], 3)).toBeNull();
  });
  it('goes both ways', () => {
    expect(epochOf(dated, 10)).toBe(start + 70_000);
  });
});

describe('routes', () => {
  it.each([
    ['', 'moderator', 'board'],
    ['#/broadcasts', 'moderator', 'broadcasts'],
    ['#/board', 'consumer', 'consumer'],
    ['#/board', 'host', 'host'],
    ['#/nothing/here', 'admin', 'board'],
    ['#/organisation/x', 'admin', 'organisation'],
    ['#/organisation/x', 'moderator', 'board'],
  ] as const)('%s leads a %s... to %s', (hash, role, screen) => {
    expect(routeOf(hash, { role, memberships: [] }).screen).toBe(screen);
  });
  it.each([
    ['owner', true, true],
    ['presenter', false, true],
    ['assistant', false, true],
    ['compliance', true, true],
  ] as const)(
    'a host who is %s has the page of all rooms: %s, the script check: %s',
    (role, rooms, check) => {
      const place = {
        organisationId: asOrganisationId('o'),
        name: 'o',
        kind: 'mcn',
        role,
        rooms: [],
      } as const;
      const host = { role: 'host', memberships: [place] } as const;
      expect(routeOf('#/rooms', host).screen).toBe(rooms ? 'rooms' : 'host');
      expect(routeOf('#/check', host).screen).toBe(check ? 'check' : 'host');
      expect(routeOf('#/organisation', host).screen).toBe('organisation');
    },
  );
  it('an invitation is for whoever has its address', () => {
    expect(invitationIn('#/invitation/lwi_x-_9')).toBe('lwi_x-_9');
    expect(invitationIn('#/invitation/')).toBe('');
    expect([invitationIn('#/invitation'), invitationIn('#/host/invitation/x'), invitationIn('')]).toEqual([
      null,
      null,
      null,
    ]);
  });
  const consumer = { role: 'consumer', memberships: [] } as const;
  it('carries what follows, whatever is in it', () => {
    const route = { screen: 'consumer', rest: ['a/b %'] } as const;
    expect(routeOf(addressOf(route), consumer)).toEqual(route);
    expect(routeOf('#/consumer/%E0%A4%A', consumer).rest).toEqual(['%E0%A4%A']);
  });
});

describe('settings', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-Hans'],
    [['zh-TW'], 'zh-Hant'],
    [['zh-Hant-HK'], 'zh-Hant'],
    [['fr', 'en-GB'], 'en'],
    [[], 'zh-Hans'],
  ])('%j is read in %s', (preferred, language) => {
    expect(languageFor(preferred)).toBe(language);
  });
  it('keeps what was chosen, and only what it knows', () => {
    const held = new Map([['livewitness.theme', 'purple']]);
    const kept = {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
    };
    const settings = createSettings(kept, []);
    expect(settings.theme.value).toBe('system');
    settings.theme.value = 'dark';
    settings.muted.value = true;
    const again = createSettings(kept, []);
    expect(again.theme.value).toBe('dark');
    expect(again.muted.value).toBe(true);
  });
});

describe('marks of direction', () => {
  it('are written out, so that they turn nothing round, and spans still fit', () => {
    expect(shown('\u202e价低\u202c好')).toBe('⟨RLO⟩价低⟨PDF⟩好');
    const span = { start: 1, end: 3, chosen: true, label: 'x' };
    expect(piecesOf('\u202e价低\u202c好', [span]).map(({ text }) => text)).toEqual([
      '⟨RLO⟩',
      '价低',
      '⟨PDF⟩好',
    ]);
    expect(shown('👨‍👩‍👧 全网最低')).toBe('👨‍👩‍👧 全网最低');
  });
});
