import { withoutEval } from '../models/contract/without-eval.ts';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/shell.css';
import './style/bar-narrow.css';
import './style/board.css';
import './style/queue.css';
import './style/moment.css';
import './style/strip.css';
import './style/facts.css';
import './style/duties.css';
import './style/desks.css';
import './style/desk.css';
import './style/nudge.css';
import './style/prompter.css';
import './style/rooms.css';
import './style/organisation.css';
import './style/check.css';
import './style/check-result.css';
import './style/check-narrow.css';
import './style/check-print.css';
import './style/audit.css';
import './style/marks.css';
import './style/public.css';
import './style/answers.css';
import './style/cases.css';
import './style/requests.css';
import './style/narrow.css';

const main = async (): Promise<void> => {
  // Before the first schema is made: the page's policy forbids what they would try.
  withoutEval();
  (await import('./start.tsx')).start();
};

void main();
