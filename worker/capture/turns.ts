/** Runs what it is given one after the other, in the order of the calls; an error reaches its own caller alone. */
export const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  };
};
