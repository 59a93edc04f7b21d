import { z } from 'zod';
import {
  CHECK_CATEGORY_UNITS_MAX,
  CHECK_PLATFORM_UNITS_MAX,
  CHECK_PRODUCT_UNITS_MAX,
  CHECK_ROWS_MAX,
  CHECK_UNITS_MAX,
  type CheckRequest,
} from '../../models/contract/check.ts';
import { unusableOffset } from '../../models/contract/ingest.ts';

/** {@link CHECK_UNITS_MAX} units in UTF-8 are 600 KB at most, names of products another 300; escaped, twice that. */
export const CHECK_BODY_BYTES_MAX = 2 * 1024 * 1024;

/** Text that can be hashed; the message names the place, never the text. */
const wellFormed = (unitsMax: number) =>
  z
    .string()
    .max(unitsMax, `longer than ${unitsMax} characters`)
    .superRefine((text, context) => {
      const offset = unusableOffset(text);
      if (offset < 0) return;
      const what = text[offset] === '\0' ? 'NUL' : 'lone surrogate';
      context.addIssue({ code: 'custom', message: `${what} at offset ${offset}; send well-formed Unicode` });
    });

const script = wellFormed(CHECK_UNITS_MAX);
const category = wellFormed(CHECK_CATEGORY_UNITS_MAX).optional();

const unitsOf = ({ text, rows }: CheckRequest): number =>
  [text ?? '', ...(rows ?? []).map((row) => row.text)].reduce((sum, each) => sum + each.length, 0);

const isBlank = ({ text, rows }: CheckRequest): boolean =>
  [text ?? '', ...(rows ?? []).map((row) => row.text)].every((each) => each.trim() === '');

/** Body of `POST /api/check`. */
export const checkSchema: z.ZodType<CheckRequest> = z
  .strictObject({
    text: script.optional(),
    rows: z
      .array(
        z.strictObject({
          product: wellFormed(CHECK_PRODUCT_UNITS_MAX).optional(),
          category,
          text: script,
        }),
      )
      .min(1, 'send at least one row')
      .max(CHECK_ROWS_MAX, `more than ${CHECK_ROWS_MAX} rows; check them in parts`)
      .optional(),
    category,
    platform: wellFormed(CHECK_PLATFORM_UNITS_MAX).optional(),
  })
  .refine(({ text, rows }) => (text === undefined) !== (rows === undefined), 'send either text or rows')
  .refine((request) => !isBlank(request), 'there is no text to check')
  .refine((request) => unitsOf(request) <= CHECK_UNITS_MAX, {
    message: `all rows together are longer than ${CHECK_UNITS_MAX} characters; check them in parts`,
    path: ['rows'],
  });
