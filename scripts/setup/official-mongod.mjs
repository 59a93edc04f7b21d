/** Brings the official mongod into the folder named by the first argument and prints its path. */
import { mkdirSync } from 'node:fs';
import { MongoBinary } from 'mongodb-memory-server-core';

const downloadDir = process.argv[2];
if (!downloadDir) throw new Error('a folder to download into is needed');
mkdirSync(downloadDir, { recursive: true });
// Where there is no build for this distribution the library says so, and set-up goes on to the next way.
process.stdout.write(`${await MongoBinary.getPath({ downloadDir })}\n`);
