import { type Cursor, compareEntryIds } from '../../models/contract/ids.ts';
import type { FeedResumed, Snapshot } from '../../models/contract/socket.ts';
import { type Client, connected, type FeedClient, feedClient } from './harness.ts';

/** What a dashboard does: keeps the highest revision of each alert, and the cursor of what it has applied. */
export class Dashboard {
  readonly alerts = new Map<string, number>();
  readonly broadcasts = new Set<string>();
  /** `id@revision` in the order in which they came. */
  readonly heard: string[] = [];
  readonly snapshots: Snapshot[] = [];
  readonly ended: string[] = [];
  cursor: Cursor | undefined;
  readonly socket: FeedClient;

  constructor(url: string, client: Client) {
    this.socket = feedClient(url, client);
    this.socket.on('feed:snapshot', (event) => {
      this.snapshots.push(event);
      this.alerts.clear();
      this.broadcasts.clear();
      for (const { id, revision } of event.alerts) this.alerts.set(id, revision);
      for (const { publicId } of event.broadcasts) this.broadcasts.add(publicId);
      this.move(event.cursor);
    });
    this.socket.on('alerts:changed', ({ alerts, cursor }) => {
      for (const { id, revision } of alerts) {
        this.heard.push(`${id}@${revision}`);
        this.alerts.set(id, Math.max(revision, this.alerts.get(id) ?? 0));
      }
      this.move(cursor);
    });
    this.socket.on('broadcasts:changed', ({ broadcasts, removed = [], cursor }) => {
      for (const { publicId } of broadcasts) this.broadcasts.add(publicId);
      for (const publicId of removed) this.broadcasts.delete(publicId);
      this.move(cursor);
    });
    this.socket.on('feed:heartbeat', ({ cursor }) => this.move(cursor));
  }
  private move(cursor: Cursor): void {
    if (this.cursor && compareEntryIds(cursor, this.cursor) < 0) throw new Error('a cursor went back');
    this.cursor = cursor;
  }
  async resume(cursor = this.cursor): Promise<FeedResumed> {
    if (!this.socket.connected) await connected(this.socket);
    // Noted as it comes: behind an await, a change that came right after it would stand before it.
    return new Promise((done) => {
      this.socket.once('disconnect', () => done({ ok: false, code: 'unavailable', message: 'cut' }));
      this.socket.emit('feed:resume', cursor ? { cursor } : {}, (answer) => {
        if (answer.ok) this.cursor = answer.cursor;
        done(answer);
      });
    });
  }
  close(): void {
    this.socket.disconnect();
  }
}
