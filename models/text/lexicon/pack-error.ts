/** A pack that does not compile: names the file (or the custom pack), the entry and the reason. */
export class PackError extends Error {
  readonly file: string;
  readonly entry: string | undefined;
  readonly reason: string;

  constructor(file: string, entry: string | undefined, reason: string) {
    super(`${file}${entry === undefined ? '' : `, entry ${entry}`}: ${reason}`);
    this.name = 'PackError';
    this.file = file;
    this.entry = entry;
    this.reason = reason;
  }
}
