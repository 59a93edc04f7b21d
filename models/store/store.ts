import type { Connection, Model, Schema } from 'mongoose';
import {
  type ConfirmationDoc,
  confirmationSchema,
  type OutboxDoc,
  outboxSchema,
} from './account-documents.ts';
import { type AnswerDoc, answerDocSchema } from './answer-documents.ts';
import { type CaseDoc, caseDocSchema } from './case-documents.ts';
import type {
  AlertDoc,
  AuditDoc,
  BlockDoc,
  BroadcastDoc,
  CheckpointDoc,
  DecisionDoc,
  DutyStateDoc,
  LogKeyDoc,
  QuarantineDoc,
  SealedDoc,
  TokenDoc,
  UserDoc,
} from './documents.ts';
import { type EvidencePackDoc, evidencePackSchema } from './evidence-pack-documents.ts';
import { type FindDoc, findSchema } from './find-documents.ts';
import { type HoldDoc, holdSchema, type KeepingDoc, keepingSchema } from './holds.ts';
import { type LeaseDoc, leaseSchema } from './leases.ts';
import { type ExhibitDoc, exhibitSchema, type MarkDoc, markSchema } from './mark-documents.ts';
import { type MediaDoc, mediaSchema } from './media-documents.ts';
import {
  type InvitationDoc,
  invitationSchema,
  type MembershipDoc,
  membershipSchema,
  type OrganisationDoc,
  organisationSchema,
} from './organisation-documents.ts';
import {
  type PacksInUseDoc,
  type PackVersionDoc,
  packsInUseSchema,
  packVersionSchema,
  type ShippedPacksDoc,
  shippedPacksSchema,
} from './pack-documents.ts';
import {
  type PolicyChangeDoc,
  policyChangeSchema,
  type RulesInUseDoc,
  rulesInUseSchema,
} from './policy-documents.ts';
import { type ReleaseRequestDoc, releaseRequestDocSchema } from './release-request-documents.ts';
import { type RetentionPlanDoc, retentionPlanSchema } from './retention-plan.ts';
import { date, flag, Mixed, mixed, number, schemaOf, strings, text } from './schema-of.ts';
import { type SealedPageDoc, sealedPageSchema } from './sealed-pages.ts';
import { type TimestampDoc, timestampSchema } from './timestamp-documents.ts';
import { type WithdrawalDoc, withdrawalSchema } from './withdrawals.ts';

const user = schemaOf<UserDoc>(
  {
    _id: text,
    login: text,
    name: text,
    role: text,
    passwordHash: text,
    disabled: flag,
    demo: flag,
    sessionEpoch: number,
    createdAt: date,
    address: Mixed,
  },
  [{ on: { login: 1 }, unique: true }],
);

const token = schemaOf<TokenDoc>(
  { _id: text, hash: text, label: text, rooms: strings, createdAt: date, revokedAt: Date, demo: flag },
  [{ on: { hash: 1 }, unique: true }],
);

const broadcast = schemaOf<BroadcastDoc>(
  {
    _id: text,
    publicId: text,
    partition: number,
    input: mixed,
    digest: text,
    roomId: text,
    tokenId: text,
    startedAt: date,
    registeredAt: Date,
    public: flag,
    demo: flag,
    revision: number,
    atMs: number,
    lastEventAt: Date,
    endedAt: Date,
    closesAt: Date,
    viewers: Number,
    capture: Mixed,
    products: mixed,
    segments: Mixed,
    silent: flag,
    away: Mixed,
    logSize: number,
    dutiesLeaf: Number,
    prompt: Mixed,
    unsent: flag,
    updatedAt: date,
    erasedAt: Date,
  },
  [
    { on: { publicId: 1 }, unique: true },
    { on: { public: 1, publicId: 1 }, partialFilterExpression: { public: true } },
    { on: { public: 1, updatedAt: 1 }, partialFilterExpression: { public: true } },
    { on: { roomId: 1, startedAt: -1 } },
    { on: { startedAt: -1 } },
    { on: { registeredAt: -1 } },
    { on: { partition: 1, endedAt: 1 } },
    { on: { unsent: 1, updatedAt: 1 }, partialFilterExpression: { unsent: true } },
  ],
);

const block = schemaOf<BlockDoc>(
  {
    broadcastId: text,
    firstLeafIndex: number,
    leafCount: number,
    leaves: strings,
    lastEntryId: text,
    frontier: mixed,
    subtrees: Mixed,
    epoch: number,
    writtenAt: date,
  },
  [
    { on: { broadcastId: 1, firstLeafIndex: 1 }, unique: true },
    {
      on: { broadcastId: 1, 'subtrees.group': 1 },
      partialFilterExpression: { 'subtrees.group': { $exists: true } },
    },
  ],
);

const sealed = schemaOf<SealedDoc>(
  {
    broadcastId: text,
    leafIndex: number,
    kind: text,
    atMs: number,
    entryId: text,
    values: mixed,
    utterance: Mixed,
    gap: Mixed,
    claim: Mixed,
    correction: Mixed,
    duty: Mixed,
    withholding: Mixed,
  },
  [
    { on: { broadcastId: 1, leafIndex: 1 }, unique: true },
    { on: { broadcastId: 1, atMs: 1, leafIndex: 1 } },
    { on: { broadcastId: 1, 'gap.fromMs': 1 }, partialFilterExpression: { kind: 'gap' } },
    {
      on: { broadcastId: 1, 'duty.productId': 1, leafIndex: -1 },
      partialFilterExpression: { kind: 'duty' },
    },
    { on: { broadcastId: 1, leafIndex: -1 }, partialFilterExpression: { kind: 'withholding' } },
    { on: { broadcastId: 1, atMs: 1 }, partialFilterExpression: { kind: 'media-withholding' } },
  ],
);

const checkpoint = schemaOf<CheckpointDoc>({ broadcastId: text, size: number, note: text, signedAt: date }, [
  { on: { broadcastId: 1, size: 1 }, unique: true },
]);

const logKey = schemaOf<LogKeyDoc>({ _id: text, firstUsedAt: date, endorsement: String });

const alert = schemaOf<AlertDoc>(
  {
    _id: text,
    key: text,
    generation: number,
    cardKey: text,
    broadcastId: text,
    roomId: text,
    broadcast: mixed,
    subject: mixed,
    product: Mixed,
    verdict: text,
    need: String,
    severity: text,
    rank: number,
    basis: text,
    confidence: number,
    quote: text,
    withheld: Boolean,
    withheldFor: Mixed,
    speaker: String,
    article: text,
    reason: mixed,
    suggestion: mixed,
    steps: { type: [Mixed], required: true },
    versions: Mixed,
    packId: String,
    ruleId: String,
    occurrences: { type: [Mixed], required: true },
    occurrenceIds: strings,
    count: number,
    firstAtMs: number,
    lastAtMs: number,
    acceptedAtMs: number,
    raisedAt: date,
    updatedAt: date,
    status: text,
    assignee: Mixed,
    laterUntil: Date,
    decision: Mixed,
    repeated: Mixed,
    correctedAtMs: Number,
    correctedAfterMs: Number,
    correction: Mixed,
    answers: Mixed,
    heldUntil: Date,
    caseId: String,
    seenAt: Date,
    revision: number,
    unsent: flag,
  },
  [
    { on: { key: 1, generation: 1 }, unique: true },
    { on: { status: 1, raisedAt: -1, _id: -1 } },
    { on: { raisedAt: -1, _id: -1 } },
    { on: { roomId: 1, raisedAt: -1 } },
    { on: { broadcastId: 1, raisedAt: -1 } },
    { on: { broadcastId: 1, status: 1 } },
    { on: { broadcastId: 1, 'occurrences.parts.utteranceId': 1 } },
    { on: { caseId: 1 }, partialFilterExpression: { caseId: { $exists: true } } },
    { on: { heldUntil: 1 }, partialFilterExpression: { heldUntil: { $exists: true } } },
    { on: { 'answers.at': 1 }, partialFilterExpression: { 'answers.at': { $exists: true } } },
    { on: { unsent: 1, updatedAt: 1 }, partialFilterExpression: { unsent: true } },
  ],
);

const decision = schemaOf<DecisionDoc>(
  {
    _id: text,
    alertId: text,
    broadcastId: text,
    atMs: number,
    action: text,
    by: mixed,
    reason: String,
    note: String,
    at: date,
    leafIndex: Number,
  },
  [{ on: { alertId: 1, at: 1 } }, { on: { leafIndex: 1, at: 1 } }],
);

const audit = schemaOf<AuditDoc>(
  {
    at: date,
    by: mixed,
    action: text,
    subject: text,
    organisationId: String,
    reason: String,
    details: Mixed,
    unlogged: Boolean,
    salts: Mixed,
    waiting: Boolean,
    auditLeaf: Number,
  },
  [
    { on: { subject: 1, at: 1, _id: 1 } },
    { on: { action: 1, at: 1, _id: 1 } },
    { on: { 'by.id': 1, at: 1, _id: 1 } },
    {
      on: { 'details.publicId': 1, at: 1, _id: 1 },
      partialFilterExpression: { 'details.publicId': { $exists: true } },
    },
    {
      on: { organisationId: 1, at: -1, _id: -1 },
      partialFilterExpression: { organisationId: { $exists: true } },
    },
    { on: { at: 1, _id: 1 } },
    { on: { unlogged: 1, at: 1 }, partialFilterExpression: { unlogged: true } },
    { on: { waiting: 1, at: 1 }, partialFilterExpression: { waiting: true } },
    { on: { auditLeaf: 1 }, partialFilterExpression: { auditLeaf: { $exists: true } } },
  ],
);

const dutyState = schemaOf<DutyStateDoc>({ _id: text, leafIndex: number, state: mixed, updatedAt: date });

const quarantine = schemaOf<QuarantineDoc>(
  { stream: text, entryId: text, fields: mixed, reason: text, at: date },
  [{ on: { stream: 1, entryId: 1 }, unique: true }],
);

/** Every collection, bound to one connection. */
export interface Store {
  readonly connection: Connection;
  readonly users: Model<UserDoc>;
  readonly tokens: Model<TokenDoc>;
  readonly organisations: Model<OrganisationDoc>;
  readonly memberships: Model<MembershipDoc>;
  readonly invitations: Model<InvitationDoc>;
  readonly broadcasts: Model<BroadcastDoc>;
  readonly blocks: Model<BlockDoc>;
  readonly sealed: Model<SealedDoc>;
  readonly sealedPages: Model<SealedPageDoc>;
  readonly checkpoints: Model<CheckpointDoc>;
  readonly timestamps: Model<TimestampDoc>;
  readonly logKeys: Model<LogKeyDoc>;
  readonly alerts: Model<AlertDoc>;
  readonly decisions: Model<DecisionDoc>;
  readonly finds: Model<FindDoc>;
  readonly confirmations: Model<ConfirmationDoc>;
  readonly outbox: Model<OutboxDoc>;
  readonly answers: Model<AnswerDoc>;
  readonly cases: Model<CaseDoc>;
  readonly releaseRequests: Model<ReleaseRequestDoc>;
  readonly audits: Model<AuditDoc>;
  readonly dutyStates: Model<DutyStateDoc>;
  readonly quarantine: Model<QuarantineDoc>;
  readonly packVersions: Model<PackVersionDoc>;
  readonly packsInUse: Model<PacksInUseDoc>;
  readonly shippedPacks: Model<ShippedPacksDoc>;
  readonly policyChanges: Model<PolicyChangeDoc>;
  readonly rulesInUse: Model<RulesInUseDoc>;
  readonly media: Model<MediaDoc>;
  readonly evidencePacks: Model<EvidencePackDoc>;
  readonly marks: Model<MarkDoc>;
  readonly exhibits: Model<ExhibitDoc>;
  readonly holds: Model<HoldDoc>;
  readonly keepings: Model<KeepingDoc>;
  readonly leases: Model<LeaseDoc>;
  readonly retentionPlans: Model<RetentionPlanDoc>;
  readonly withdrawals: Model<WithdrawalDoc>;
}

/** Binds the collections to a connection; nothing is read or written. */
export const createStore = (connection: Connection): Store => {
  // Mongoose adds a virtual `id` to the inferred type of every model; documents here are plain, read with lean().
  const bind = <Doc>(name: string, schema: Schema<Doc>, collection: string): Model<Doc> =>
    connection.model(name, schema, collection) as unknown as Model<Doc>;
  return {
    connection,
    users: bind('User', user, 'users'),
    tokens: bind('Token', token, 'tokens'),
    organisations: bind('Organisation', organisationSchema, 'organisations'),
    memberships: bind('Membership', membershipSchema, 'memberships'),
    invitations: bind('Invitation', invitationSchema, 'invitations'),
    broadcasts: bind('Broadcast', broadcast, 'broadcasts'),
    blocks: bind('Block', block, 'blocks'),
    sealed: bind('Sealed', sealed, 'sealed'),
    sealedPages: bind('SealedPage', sealedPageSchema, 'sealedPages'),
    checkpoints: bind('Checkpoint', checkpoint, 'checkpoints'),
    timestamps: bind('Timestamp', timestampSchema, 'timestamps'),
    logKeys: bind('LogKey', logKey, 'logKeys'),
    alerts: bind('Alert', alert, 'alerts'),
    decisions: bind('Decision', decision, 'decisions'),
    finds: bind('Find', findSchema, 'finds'),
    confirmations: bind('Confirmation', confirmationSchema, 'confirmations'),
    outbox: bind('OutboxMessage', outboxSchema, 'outbox'),
    answers: bind('Answer', answerDocSchema, 'answers'),
    cases: bind('Case', caseDocSchema, 'cases'),
    releaseRequests: bind('ReleaseRequest', releaseRequestDocSchema, 'releaseRequests'),
    audits: bind('Audit', audit, 'audits'),
    dutyStates: bind('DutyState', dutyState, 'dutyStates'),
    quarantine: bind('Quarantine', quarantine, 'quarantine'),
    packVersions: bind('PackVersion', packVersionSchema, 'packVersions'),
    packsInUse: bind('PacksInUse', packsInUseSchema, 'packsInUse'),
    shippedPacks: bind('ShippedPacks', shippedPacksSchema, 'shippedPacks'),
    policyChanges: bind('PolicyChange', policyChangeSchema, 'policyChanges'),
    rulesInUse: bind('RulesInUse', rulesInUseSchema, 'rulesInUse'),
    media: bind('Media', mediaSchema, 'media'),
    evidencePacks: bind('EvidencePack', evidencePackSchema, 'evidencePacks'),
    marks: bind('Mark', markSchema, 'marks'),
    exhibits: bind('Exhibit', exhibitSchema, 'exhibits'),
    holds: bind('Hold', holdSchema, 'holds'),
    keepings: bind('Keeping', keepingSchema, 'keepings'),
    leases: bind('Lease', leaseSchema, 'leases'),
    retentionPlans: bind('RetentionPlan', retentionPlanSchema, 'retentionPlans'),
    withdrawals: bind('Withdrawal', withdrawalSchema, 'withdrawals'),
  };
};

/** Makes the collections and indexes that are missing. Safe to run from several processes at once. */
export const prepareStore = async (store: Store): Promise<void> => {
  for (const name of store.connection.modelNames()) {
    const model = store.connection.model(name);
    await model.createCollection();
    await model.createIndexes();
  }
};
