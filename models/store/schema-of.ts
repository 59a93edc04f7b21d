import { Schema, type SchemaDefinition } from 'mongoose';

/** Anything that BSON holds. */
export const { Mixed } = Schema.Types;
export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
export const date = { type: Date, required: true } as const;
export const flag = { type: Boolean, required: true } as const;
export const strings = { type: [String], required: true } as const;
export const mixed = { type: Mixed, required: true } as const;

/**
 * A field that no schema names is a mistake in the code, so it throws. `minimize` is off so that empty objects stay.
 * The order of `indexes` is: what fences or identifies (unique), then what questions sort by.
 */
export const schemaOf = <Doc>(fields: SchemaDefinition, indexes: readonly IndexSpec[] = []): Schema<Doc> => {
  const schema = new Schema(fields, {
    strict: 'throw',
    versionKey: false,
    minimize: false,
    autoIndex: false,
  });
  for (const { on, ...options } of indexes) schema.index(on, options);
  return schema as unknown as Schema<Doc>;
};

export interface IndexSpec {
  readonly on: Record<string, 1 | -1>;
  readonly unique?: boolean;
  readonly partialFilterExpression?: Record<string, unknown>;
  readonly expireAfterSeconds?: number;
}
