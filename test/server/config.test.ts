import { expect, test } from 'vitest';
import { config } from '../../server/config.ts';

test('nothing set: everything on this machine, no demo', () => {
  expect(config({}, '/root-of-it')).toMatchObject({
    host: '127.0.0.1',
    port: 7400,
    publicUrl: 'http://127.0.0.1:7400',
    dashboardDir: '/root-of-it/.local/build/dashboard',
    demo: false,
    cookieSecure: false,
    trustProxy: false,
    playbackOrigins: [],
  });
});

test('an https address makes cookies secure, and may be overruled', () => {
  expect(config({ PUBLIC_URL: 'https://watch.example/' }, '/')).toMatchObject({
    publicUrl: 'https://watch.example',
    cookieSecure: true,
  });
  expect(config({ PUBLIC_URL: 'https://watch.example', COOKIE_SECURE: '0' }, '/').cookieSecure).toBe(false);
});

test('origins of video are origins, without path', () => {
  const { playbackOrigins } = config(
    { PLAYBACK_ORIGINS: 'http://127.0.0.1:7480/live, https://v.example' },
    '/',
  );
  expect(playbackOrigins).toEqual(['http://127.0.0.1:7480', 'https://v.example']);
});

test.each([
  ['PORT', '80a'],
  ['PORT', '70000'],
  ['PUBLIC_URL', 'watch'],
  ['PUBLIC_URL', 'ftp://watch.example'],
  ['PLAYBACK_ORIGINS', "'self' *"],
  ['DEMO', 'perhaps'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', 'true'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => config({ [name]: value }, '/')).toThrow(name);
});

test.each([
  ['2', 2],
  ['loopback', 'loopback'],
  ['0', false],
])('TRUST_PROXY=%s', (text, expected) => {
  expect(config({ TRUST_PROXY: text }, '/').trustProxy).toBe(expected);
});
