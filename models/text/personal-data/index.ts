import { findPersonalData } from './find.ts';
import { maskPersonalData } from './mask.ts';

export { findPersonalData, maskPersonalData };

/** The text with the personal data in it masked, of the same length. */
export const withoutPersonalData = (text: string): string => maskPersonalData(text, findPersonalData(text));
