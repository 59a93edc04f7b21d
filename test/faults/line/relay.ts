import { connect, createServer, type Socket } from 'node:net';

/** A line between two ends that can go dead without either of them being told. */
export interface Relay {
  readonly port: number;
  /**
   * From now on nothing passes on the connections that are there, and none of them ends: as when the other machine loses its
   * power, or `answers` alone stay away. Connections made afterwards pass.
   */
  vanish(what?: 'both' | 'answers'): void;
  /** Connections made since the last {@link vanish}. */
  readonly fresh: number;
  close(): Promise<void>;
}

/** Passes bytes between whoever connects and `port` on this machine. */
export const openRelay = async (port: number): Promise<Relay> => {
  const live = new Set<{ asks: boolean; answers: boolean }>();
  const ends = new Set<Socket>();
  let fresh = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const passes = { asks: true, answers: true };
    live.add(passes);
    fresh += 1;
    const link = (from: Socket, to: Socket, way: keyof typeof passes): void => {
      ends.add(from);
      from.on('data', (data) => passes[way] && to.write(data));
      from.on('error', () => {});
      from.on('close', () => {
        ends.delete(from);
        if (passes[way]) to.destroy();
      });
    };
    link(near, far, 'asks');
    link(far, near, 'answers');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    vanish(what = 'both') {
      for (const passes of live) {
        passes.answers = false;
        if (what === 'both') passes.asks = false;
      }
      live.clear();
      fresh = 0;
    },
    get fresh() {
      return fresh;
    },
    async close() {
      const closed = new Promise((done) => server.close(done));
      for (const end of ends) end.destroy();
      await closed;
    },
  };
};
