import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { connectRedis } from '../../../models/stream/client.ts';
import { answerParent } from './processes.ts';

/**
 * The yardstick of the door: an express route that takes the same lines and adds them to a stream one by one, each when the one
 * before it is at rest. No account, no duplicates, no limits, no rights.
 */
const serve = async (redisUrl: string): Promise<number> => {
  const redis = await connectRedis(redisUrl, () => {}, { whenAway: 'refuse' });
  const app = express();
  app.use(express.text({ type: '*/*', limit: '4mb' }));
  app.post('/api/broadcasts/:id/events', async (req, res) => {
    let accepted = 0;
    for (const line of String(req.body).split('\n')) {
      const event = JSON.parse(line) as unknown;
      await redis.xAdd('one-by-one', '*', { b: String(req.params.id), e: JSON.stringify(event) });
      accepted += 1;
    }
    res.json({ accepted });
  });
  const http = createServer(app);
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return (http.address() as AddressInfo).port;
};

answerParent(({ redisUrl }: { redisUrl: string }) => serve(redisUrl));
