/**
 * What Node is told when it starts a worker. A batch leaves tens of megabytes behind that nobody looks at again; in V8's usual
 * 16 MB most of it would be copied before it is forgotten, which took a tenth of the worker's time. Costs 50 MB at most.
 */
export const WORKER_FLAGS = ['--max-semi-space-size=32'];
