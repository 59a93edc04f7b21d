import type { z } from 'zod';

/** Stands for "may be absent", so that a field that one side leaves out shows. */
interface Absent {
  readonly absent: true;
}

/** A type as it is on the wire: without brands and `readonly`. */
type Plain<T> = T extends { readonly __brand: string }
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Element)[]
      ? Plain<Element>[]
      : T extends object
        ? {
            [Key in keyof T]-?: object extends Pick<T, Key>
              ? Plain<Exclude<T[Key], undefined>> | Absent
              : Plain<T[Key]>;
          }
        : T;

type Agrees<Schema extends z.ZodType, T> = [Plain<z.output<Schema>>] extends [Plain<T>]
  ? [Plain<T>] extends [Plain<z.output<Schema>>]
    ? unknown
    : { readonly 'the type lacks what the schema has, or is wider': Plain<T> }
  : { readonly 'the schema lacks what the type has, or is wider': Plain<T> };

/**
 * A schema that says of an answer what its type says, field by field: where they part, this does not compile.
 * `replyOf<AlertView>()(z.object({…}))`.
 */
export const replyOf =
  <T>() =>
  <Schema extends z.ZodType>(schema: Schema & Agrees<Schema, T>): Schema =>
    schema;
