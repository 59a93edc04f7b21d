import { withoutEval } from '../../models/contract/without-eval.ts';
import { writeOutDirectionMarks } from '../part/direction-marks.ts';
import '../pack-page/page.css';
import './verify.css';

/** As the build knows them. */
declare const PACK_FRAMES: readonly string[];

const main = async (): Promise<void> => {
  // Before the first schema is made: the page's policy forbids what they would try.
  withoutEval();
  const [{ render }, { VerifyPage }] = await Promise.all([import('preact'), import('./verify-page.tsx')]);
  writeOutDirectionMarks();
  const root = document.getElementById('verify');
  if (root) render(<VerifyPage tags={navigator.languages} hash={location.hash} pages={PACK_FRAMES} />, root);
};

void main();
