/** A text as the source of a regular expression that finds nothing but it. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
