import { expect, test } from 'vitest';
import { config } from '../../worker/config.ts';

const env = {
  MONGODB_URI: 'mongodb://127.0.0.1:1/x',
  REDIS_URL: 'redis://127.0.0.1:2',
  LOG_SIGNING_KEY_FILE: 'key.pem',
};

test('what is not given has a default', () => {
  expect(config(env, '/somewhere')).toMatchObject({
    rootDir: '/somewhere',
    logKeyName: 'livewitness.local/log',
    captureAllowOrigins: [],
    logLevel: 'info',
  });
});

test('origins are a list', () => {
  const given = config({ ...env, CAPTURE_ALLOW_ORIGINS: 'http://a:1, http://b:2,' }, '/');
  expect(given.captureAllowOrigins).toEqual(['http://a:1', 'http://b:2']);
});

test('everything that is missing or wrong is named at once', () => {
  expect(() => config({ REDIS_URL: 'http://x', LOG_KEY_NAME: 'a b' }, '/')).toThrow(
    /MONGODB_URI[\s\S]*REDIS_URL|REDIS_URL[\s\S]*MONGODB_URI/,
  );
});

test.each(['CAPTURE_ALLOW_ORIGINS', 'TSA_ALLOW_ORIGINS', 'SENDER_ALLOW_ORIGINS', 'TSA_URLS'])(
  '%s takes addresses alone',
  (name) => {
    expect(() => config({ ...env, [name]: 'http://a:1, foo' }, '/')).toThrow(name);
  },
);
