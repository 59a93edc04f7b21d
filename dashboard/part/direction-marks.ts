import { options } from 'preact';
import { shown } from '../state/spans.ts';

/** Attributes that are shown or read aloud. */
const READ_OUT = ['title', 'aria-label', 'alt'] as const;

/** As preact has it: a text between elements has no type, and itself for its properties. */
interface Made {
  readonly type: unknown;
  props: unknown;
}

const writeOut = (vnode: Made): void => {
  if (typeof vnode.props === 'string') vnode.props = shown(vnode.props);
  if (typeof vnode.type !== 'string') return;
  const attributes = vnode.props as Record<string, unknown>;
  for (const name of READ_OUT) {
    const value = attributes[name];
    if (typeof value === 'string') attributes[name] = shown(value);
  }
};

/**
 * From now on every text of the page has its direction marks written out: what somebody calls a room, a presenter or a product
 * could otherwise turn round the times, the words and the verdicts beside it. What is typed into fields stays as it is.
 */
export const writeOutDirectionMarks = (): void => {
  const before = options.vnode;
  options.vnode = (vnode) => {
    writeOut(vnode as Made);
    before?.(vnode);
  };
};
