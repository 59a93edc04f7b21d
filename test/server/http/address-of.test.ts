import type { IncomingMessage } from 'node:http';
import express from 'express';
import { expect, test } from 'vitest';
import { addressOf, type Trust } from '../../../server/http/address-of.ts';

const asked = (trustProxy: number | string | false, forwarded?: string): string => {
  const app = express();
  app.set('trust proxy', trustProxy);
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const request = { socket: { remoteAddress: '127.0.0.1' }, headers } as unknown as IncomingMessage;
  return addressOf(request, app.get('trust proxy fn') as Trust);
};

test.each([
  [false, '203.0.113.7', '127.0.0.1'],
  [1, '203.0.113.7', '203.0.113.7'],
  [1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  [2, '198.51.100.1, 203.0.113.7', '198.51.100.1'],
  [2, '203.0.113.7', '203.0.113.7'],
  ['loopback', '198.51.100.1 ,203.0.113.7', '203.0.113.7'],
  [1, undefined, '127.0.0.1'],
  [1, ' , ', '127.0.0.1'],
] as const)('trusting %s, forwarded for %s: %s', (trust, forwarded, address) => {
  expect(asked(trust, forwarded)).toBe(address);
});
