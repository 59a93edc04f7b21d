import { withoutEval } from '../../models/contract/without-eval.ts';

// Before the first schema is made: the page's policy forbids what they would try.
withoutEval();
