/** Tells whoever waits for the training how far it is. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

export const onEpoch = (epoch: number, of: number, loss: number): void =>
  say(`  epoch ${epoch} of ${of}, loss ${loss.toFixed(4)}`);

export const timed = async <T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly seconds: number }> => {
  const startedAtMs = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - startedAtMs) / 1000 };
};
