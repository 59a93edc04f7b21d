import { WebSocket } from 'ws';

/**
 * A WebSocket that answers what it has taken before it closes, whoever closes it: `ws` closes by itself what breaks the protocol or a
 * limit, and a sender would not learn what became of the messages before that.
 */
export class AnsweringSocket extends WebSocket {
  /** Resolves once all that was taken is answered; null where nothing waits for its answer. Never rejects. */
  answers: Promise<void> | null = null;
  /** Asked to close: nothing more is taken. */
  isClosing = false;

  override close(code?: number, reason?: string | Buffer): void {
    this.isClosing = true;
    if (this.answers) void this.answers.then(() => super.close(code, reason));
    else super.close(code, reason);
  }
}
