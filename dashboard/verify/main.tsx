import '../pack-page/no-eval.ts';
import '../pack-page/page.css';
import './verify.css';
import { render } from 'preact';
import { VerifyPage } from './verify-page.tsx';

const root = document.getElementById('verify');
if (root) render(<VerifyPage tags={navigator.languages} hash={location.hash} />, root);
