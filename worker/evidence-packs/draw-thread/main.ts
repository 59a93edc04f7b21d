import { parentPort, workerData } from 'node:worker_threads';
import { draw } from '../draw.ts';
import type { DrawAsked } from '../drawing.ts';

// A thread that lives for one pack: what it drew is handed over, and its fonts are given back with it.
parentPort?.postMessage(await draw(workerData as DrawAsked));
