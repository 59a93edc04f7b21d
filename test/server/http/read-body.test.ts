import { expect, test } from 'vitest';
import { z } from 'zod';
import { memberRoomsSchema } from '../../../models/contract/organisation-schemas.ts';
import { firstIssue } from '../../../server/http/read-body.ts';

const lamp = z.strictObject({ lamp: z.string(), glow: z.int(), at: z.int() });
const place = z.strictObject({ place: z.string() });
const schema = z.strictObject({ of: z.union([lamp, place]), rooms: memberRoomsSchema });
const whole = { of: { lamp: 'red', glow: 1, at: 2 }, rooms: 'all' };

test.each<[string, unknown, string, RegExp]>([
  ['a field of another kind', { ...whole, of: { ...whole.of, at: 'noon' } }, 'of.at', /expected/],
  ['a field that is missing', { ...whole, of: { lamp: 'red', glow: 1 } }, 'of.at', /expected/],
  ['what is none of them', { ...whole, rooms: 5 }, 'rooms', /"all".*; or: .*array/],
  ['what is no object at all', { ...whole, of: 5 }, 'of', /object/],
])('of what may come in several forms, the nearer one says what is wrong: %s', (_, body, field, reason) => {
  const { error } = schema.safeParse(body);
  expect(firstIssue(error as z.ZodError)).toEqual({ field, reason: expect.stringMatching(reason) });
});
