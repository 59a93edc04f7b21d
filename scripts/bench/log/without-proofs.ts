/**
 * Loaded into a worker before everything else (`node --import`), to measure what proofs cost: the same blocks, of the same
 * shape and length, are stored as durably, but nothing is hashed, committed to or signed. Never part of the product.
 */
import { register } from 'node:module';

register('./without-loader.js', { parentURL: import.meta.url, data: 'proofs' });
