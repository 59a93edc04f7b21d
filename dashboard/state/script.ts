import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  CHECK_ROWS_MAX,
  CHECK_UNITS_MAX,
  type CheckReply,
  type CheckRow,
  type Level,
} from '../../models/contract/check.ts';
import type { Category } from '../../models/contract/ingest.ts';
import { type Api, RequestFailed } from '../link/http.ts';
import { type Finding, findingsOf } from '../script/flat.ts';
import type { ReadAnswer } from '../script/reader.ts';
import type { Refusal } from '../script/refused.ts';
import { looksTraditional } from '../script/rewrite.ts';
import type { ReadRow, ScriptRead } from '../script/rows.ts';
import { loadTraditional } from '../words/traditional.ts';

/** A row that is being written; `id` stays while it is. */
export interface DraftRow extends Omit<ReadRow, 'category'> {
  readonly id: number;
  readonly category: Category | '';
}

/** A check with the very text that was checked. */
export interface Checked {
  readonly rows: readonly DraftRow[];
  readonly sent: readonly CheckRow[];
  readonly reply: CheckReply;
  readonly findings: readonly Finding[];
}

/** The file that the rows came from, and what of it was left out. */
export interface FromFile extends Omit<ScriptRead, 'rows'> {
  readonly name: string;
}

export type ScriptFailure =
  | { readonly type: 'file'; readonly name: string; readonly refusal: Refusal }
  | { readonly type: 'blank' }
  | { readonly type: 'too-long'; readonly units: number }
  | {
      readonly type: 'server';
      readonly code: string;
      readonly message: string;
      readonly retryAfterS: number | undefined;
    };

export interface ScriptDeps {
  readonly api: Pick<Api, 'check'>;
  /** Platforms of the person's rooms, the one last on air first. */
  readonly platforms: ReadonlySignal<readonly string[]>;
  readonly readFile: (file: File) => Promise<ReadAnswer>;
}

const failureOf = (cause: unknown): ScriptFailure =>
  cause instanceof RequestFailed
    ? { type: 'server', code: cause.code, message: cause.message, retryAfterS: cause.retryAfterS }
    : { type: 'server', code: 'other', message: String(cause), retryAfterS: undefined };

/** Where a script is to be said: on the platform of the person's room, unless another one, or none, is chosen. */
const createPlace = (platforms: ScriptDeps['platforms']) => {
  const chosen = signal<string | null>(null);
  return {
    platforms,
    /** Whose own rules are checked too; empty: nobody's. */
    platform: computed(() => chosen.value ?? platforms.value[0] ?? ''),
    choose(name: string): void {
      chosen.value = name;
    },
    forget(): void {
      chosen.value = null;
    },
  };
};

/** What is sent of a row; a blank one is left out by whoever sends. */
const toSend = ({ product, category, text }: DraftRow): CheckRow => ({
  ...(product && { product }),
  ...(category && { category }),
  text,
});

/**
 * A script that is written, read from a file and checked. Held in memory alone: it is gone with the page, or when another
 * person logs in.
 */
export const createScript = ({ api, platforms, readFile }: ScriptDeps) => {
  let lastId = 0;
  const blank = (): DraftRow => {
    lastId += 1;
    return { id: lastId, product: '', category: '', text: '' };
  };
  const rows = signal<readonly DraftRow[]>([blank()]);
  const file = signal<FromFile | null>(null);
  const busy = signal<'reading' | 'checking' | null>(null);
  const failure = signal<ScriptFailure | null>(null);
  const checked = signal<Checked | null>(null);
  /** Only findings of this level are marked. */
  const only = signal<Level | null>(null);
  const place = createPlace(platforms);
  const chosenNumber = signal<number | null>(null);
  /** What began before this was raised comes too late. */
  let turn = 0;

  const units = computed(() => rows.value.reduce((sum, { text }) => sum + text.length, 0));
  const shown = computed<readonly Finding[]>(() => {
    const all = checked.value?.findings ?? [];
    const level = only.value;
    return level ? all.filter(({ claim }) => claim.level === level) : all;
  });
  const chosen = computed<Finding | null>(
    () => shown.value.find(({ number }) => number === chosenNumber.value) ?? null,
  );

  const write = (next: readonly DraftRow[], from: FromFile | null): void =>
    batch(() => {
      rows.value = next.length > 0 ? next : [blank()];
      file.value = from;
      checked.value = null;
      only.value = null;
      chosenNumber.value = null;
      failure.value = null;
    });
  const step = (by: 1 | -1): void => {
    const list = shown.peek();
    if (list.length === 0) return;
    const at = list.findIndex(({ number }) => number === chosenNumber.peek());
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    chosenNumber.value = list[next]?.number ?? null;
  };

  return {
    rows: rows as ReadonlySignal<readonly DraftRow[]>,
    file: file as ReadonlySignal<FromFile | null>,
    busy: busy as ReadonlySignal<'reading' | 'checking' | null>,
    failure: failure as ReadonlySignal<ScriptFailure | null>,
    checked: checked as ReadonlySignal<Checked | null>,
    only: only as ReadonlySignal<Level | null>,
    place,
    units,
    shown,
    chosen,
    change(id: number, change: Partial<Pick<DraftRow, 'product' | 'category' | 'text'>>): void {
      rows.value = rows.peek().map((row) => (row.id === id ? { ...row, ...change } : row));
      failure.value = null;
    },
    addRow(): void {
      if (rows.peek().length < CHECK_ROWS_MAX) rows.value = [...rows.peek(), blank()];
    },
    removeRow(id: number): void {
      const kept = rows.peek().filter((row) => row.id !== id);
      rows.value = kept.length > 0 ? kept : [blank()];
    },
    /** Puts a file's script in the place of what is there. */
    async load(from: File): Promise<void> {
      if (busy.peek()) return;
      const mine = ++turn;
      busy.value = 'reading';
      const answer = await readFile(from).catch(
        (): ReadAnswer => ({ ok: false, refusal: { code: 'damaged' } }),
      );
      if (mine !== turn) return;
      batch(() => {
        busy.value = null;
        if (!answer.ok) {
          failure.value = { type: 'file', name: from.name, refusal: answer.refusal };
          return;
        }
        const { rows: found, ...rest } = answer.read;
        const read = found.map((row) => {
          lastId += 1;
          return { ...row, id: lastId, category: row.category ?? ('' as const) };
        });
        write(read, { name: from.name, ...rest });
      });
    },
    async check(): Promise<void> {
      if (busy.peek()) return;
      const drafts = rows.peek().filter(({ text }) => text.trim() !== '');
      if (drafts.length === 0) {
        failure.value = { type: 'blank' };
        return;
      }
      if (units.peek() > CHECK_UNITS_MAX) {
        failure.value = { type: 'too-long', units: units.peek() };
        return;
      }
      const mine = ++turn;
      const sent = drafts.map(toSend);
      busy.value = 'checking';
      failure.value = null;
      try {
        const where = place.platform.peek();
        const reply = await api.check({ rows: sent, ...(where && { platform: where }) });
        if (mine !== turn) return;
        const findings = findingsOf(reply);
        // What can be said instead is written as the script is.
        if (sent.some(({ text }) => looksTraditional(text))) void loadTraditional();
        batch(() => {
          checked.value = { rows: drafts, sent, reply, findings };
          only.value = null;
          chosenNumber.value = findings[0]?.number ?? null;
        });
      } catch (cause) {
        if (mine === turn) failure.value = failureOf(cause);
      } finally {
        if (mine === turn) busy.value = null;
      }
    },
    /** Back to writing; the text is as it was. */
    edit(): void {
      batch(() => {
        checked.value = null;
        chosenNumber.value = null;
      });
    },
    choose(number: number): void {
      chosenNumber.value = number;
    },
    next: () => step(1),
    previous: () => step(-1),
    show(level: Level | null): void {
      batch(() => {
        only.value = level;
        if (!chosen.peek()) chosenNumber.value = shown.peek()[0]?.number ?? null;
      });
    },
    clear: () => write([], null),
    forget(): void {
      turn += 1;
      busy.value = null;
      place.forget();
      write([], null);
    },
  };
};

export type Script = ReturnType<typeof createScript>;
