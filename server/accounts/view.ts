import type { AccountView, OutboxMessage, SenderName, TicketReply } from '../../models/contract/account.ts';
import type { OutboxDoc } from '../../models/store/account-documents.ts';
import type { Ticket } from '../../models/store/accounts.ts';
import type { UserDoc } from '../../models/store/documents.ts';

export const ticketReply = ({ ticket, to, expiresAt, againAt }: Ticket, sender: SenderName): TicketReply => ({
  ticket,
  to,
  sender,
  expiresAt: expiresAt.toISOString(),
  againAt: againAt.toISOString(),
});

export const accountView = ({ address, createdAt, demo }: UserDoc): AccountView => ({
  createdAt: createdAt.toISOString(),
  demo,
  ...(address && { address }),
});

export const messageView = (doc: OutboxDoc & { readonly text?: string }): OutboxMessage => ({
  id: doc._id,
  at: doc.at.toISOString(),
  kind: doc.kind,
  channel: doc.channel,
  to: doc.shown,
  state: doc.state,
  tries: doc.tries,
  ...(doc.problem !== undefined && { problem: doc.problem }),
  ...(doc.sentAt && { sentAt: doc.sentAt.toISOString() }),
  ...(doc.text !== undefined && { text: doc.text }),
});
