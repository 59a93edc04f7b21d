import { createServer } from 'node:net';

/** @returns why this process could not listen there; undefined if it could */
export function whyNotFree(port: number, host: string): Promise<string | undefined> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done('another program listens there');
      else if (error.code === 'EACCES') done('this user may not listen there');
      else done(error.message);
    });
    probe.listen(port, host, () => probe.close(() => done(undefined)));
  });
}
