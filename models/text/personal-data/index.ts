export { findPersonalData } from './find.ts';
export { maskPersonalData } from './mask.ts';
