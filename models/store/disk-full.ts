const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/** Whether a disk takes nothing more: it is full, the quota is used up, or it was mounted read-only after an error (errno(3)). */
export const isDiskFull = (error: unknown): boolean =>
  FULL.has(String((error as NodeJS.ErrnoException).code));
