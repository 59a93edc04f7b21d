import type { Refusal } from '../script/refused.ts';
import type { ScriptFailure } from '../state/script.ts';
import { useDesk } from '../view/desk.ts';
import type { Words } from '../words/zh-Hans.ts';

/** A server that does not say when to come back is asked again after a minute. */
const AGAIN_AFTER_S = 60;

const refusalText = (refusal: Refusal, { check }: Words): string => {
  const { failure, column, listComma } = check;
  switch (refusal.code) {
    case 'other-type':
      return failure['other-type'](refusal.named, refusal.found);
    case 'no-heading':
      return failure['no-heading'](refusal.sheet);
    case 'no-column':
      return failure['no-column'](
        refusal.sheet,
        refusal.row,
        refusal.columns.map((each) => column[each]).join(listComma),
      );
    default:
      return failure[refusal.code];
  }
};

export const failureText = (said: ScriptFailure, words: Words): string => {
  const { failure } = words.check;
  switch (said.type) {
    case 'file':
      return failure.file(said.name, refusalText(said.refusal, words));
    case 'blank':
      return failure.blank;
    case 'too-long':
      return failure.tooLong(said.units);
    case 'server':
      if (said.code === 'too-many') return failure.tooMany(said.retryAfterS ?? AGAIN_AFTER_S);
      return said.code === 'network' ? failure.network : failure.server(said.message);
  }
};

interface FailureProps {
  /** A file's failure is said beside the choice of a file, every other beside the button that checks. */
  readonly of: 'file' | 'check';
}

/** What went wrong, in its own place, so that nothing moves when it comes. */
export const CheckFailure = ({ of }: FailureProps) => {
  const { script, words } = useDesk();
  const failure = script.failure.value;
  const said = failure && (failure.type === 'file') === (of === 'file') ? failure : null;
  return (
    <p class="check-failure" role="alert">
      {said && failureText(said, words.value)}
    </p>
  );
};
