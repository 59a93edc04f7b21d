import { signal } from '@preact/signals';

/** Turns the rules' sentences into Traditional characters; until its tables have come they stay as they are. */
const convert = signal<((text: string) => string) | null>(null);

/** Fetches the tables, some 400 KB that most screens do without; harmless to call again. */
export const loadTraditional = async (): Promise<void> => {
  if (convert.peek()) return;
  const { toTraditional } = await import('../../models/contract/traditional.ts');
  convert.value = toTraditional;
};

/** A sentence of the rules for a screen in Traditional Chinese. */
export const inTraditional = (text: string): string => convert.value?.(text) ?? text;
