/** A text as a regular expression of MongoDB that finds nothing but it. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
