/** A part that cannot be had, said so that the reader knows what to do next; shown without a stack. */
export class SetupProblem extends Error {
  /**
   * @param {string} part what is missing, as the steps name it
   * @param {string} why one sentence
   * @param {{ choices?: readonly string[], detail?: string }} [more] `choices`: ways out, each a full line;
   *   `detail`: the last lines of what a tool said
   */
  constructor(part, why, { choices = [], detail = '' } = {}) {
    super(`${part}: ${why}`);
    this.name = 'SetupProblem';
    this.part = part;
    this.why = why;
    this.choices = choices;
    this.detail = detail;
  }

  /** @returns {string} the message a person reads */
  text() {
    const lines = ['', `Set-up stopped at: ${this.part}`, `  ${this.why}`];
    if (this.detail)
      lines.push('', 'What was said last:', ...this.detail.split('\n').map((line) => `  | ${line}`));
    if (this.choices.length > 0)
      lines.push('', 'What you can do:', ...this.choices.map((line) => `  - ${line}`));
    return `${lines.join('\n')}\n`;
  }
}

/**
 * Turns what the file system or a tool said into a sentence, where it is one of the usual two: no room, no network.
 * @param {string} text
 * @returns {string | undefined}
 */
export function usualReason(text) {
  if (/ENOSPC|No space left on device|disk quota/i.test(text)) return 'the disk is full';
  const network =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET|Could not resolve|Name or service not known|Temporary failure in name resolution|Failed to establish a new connection|network timeout/i;
  if (network.test(text)) return 'the network (or the registry behind it) could not be reached';
  if (/EACCES|EPERM|Permission denied/i.test(text)) return 'a file or folder may not be written by this user';
  return undefined;
}
