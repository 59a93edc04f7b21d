/**
 * Loaded into a worker before everything else (`node --import`), to measure what it costs to say which records are closed: the same
 * records are kept, but none is named. Never part of the product.
 */
import { register } from 'node:module';

register('./without-loader.js', { parentURL: import.meta.url, data: 'closed' });
