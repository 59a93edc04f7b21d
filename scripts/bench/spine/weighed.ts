/**
 * Loaded before a process that is to be weighed (`node --expose-gc --import`): asked over its channel, it collects all garbage and
 * says what is left.
 */
const TURNS = 4;

const collect = async (): Promise<NodeJS.MemoryUsage> => {
  // What was only just let go of is found by the next collection, once finalisers have run.
  for (let turn = 0; turn < TURNS; turn += 1) {
    globalThis.gc?.();
    await new Promise((done) => setTimeout(done, 50));
  }
  return process.memoryUsage();
};

process.on('message', (message: { id: number; question: unknown }) => {
  if (message.question === 'weigh')
    void collect().then((answer) => process.send?.({ id: message.id, answer }));
});
