import type { z } from 'zod';
import * as account from '../../models/contract/account-schemas.ts';
import { correctionSchema, decisionSchema } from '../../models/contract/alert.ts';
import { answerSchema } from '../../models/contract/answer-schemas.ts';
import { caseSchema } from '../../models/contract/case.ts';
import { placeExhibitSchema } from '../../models/contract/exhibit.ts';
import { broadcastPatchSchema, broadcastSchema, eventSchema } from '../../models/contract/ingest.ts';
import { packSchema } from '../../models/contract/log/pack.ts';
import * as marked from '../../models/contract/mark.ts';
import { ordersSchema } from '../../models/contract/orders.ts';
import * as asked from '../../models/contract/organisation-schemas.ts';
import { packRequestSchema } from '../../models/contract/pack/view.ts';
import { loginSchema } from '../../models/contract/people.ts';
import { markerSchema } from '../../models/contract/platform-mark.ts';
import * as requestBodies from '../../models/contract/release-request-schemas.ts';
import { categoryBody } from '../broadcasts/category-routes.ts';
import { visibilityBody } from '../broadcasts/routes.ts';
import { withholdingBody } from '../broadcasts/withhold-routes.ts';
import { checkSchema } from '../check/body.ts';
import { promptBody } from '../desk/routes.ts';
import { exhibitBody } from '../exhibits/routes.ts';
import { holdBody, holdReleaseBody, holdReviewBody } from '../holds/routes.ts';
import { actBody } from '../packs/body.ts';
import { liveBody } from '../policies/routes.ts';
import { packBody, packChangeBody } from './operations/packs.ts';
import { policyDraftBody } from './operations/policies.ts';
import * as accounts from './replies/accounts.ts';
import * as alerts from './replies/alerts.ts';
import * as answers from './replies/answers.ts';
import * as broadcasts from './replies/broadcasts.ts';
import { checkReply } from './replies/check.ts';
import * as claims from './replies/claims.ts';
import * as duties from './replies/duties.ts';
import * as evidencePacks from './replies/evidence-packs.ts';
import * as ingest from './replies/ingest.ts';
import * as log from './replies/log.ts';
import * as marks from './replies/marks.ts';
import * as media from './replies/media.ts';
import * as organisations from './replies/organisations.ts';
import * as packs from './replies/packs.ts';
import * as people from './replies/people.ts';
import * as policies from './replies/policies.ts';
import * as shown from './replies/public.ts';
import * as requests from './replies/requests.ts';

/** Schemas of bodies under their names in the document: the very ones by which the routes read them. */
export const BODIES: Readonly<Record<string, z.ZodType>> = {
  LoginRequest: loginSchema,
  SignUpRequest: account.signUpSchema,
  ResetRequest: account.resetSchema,
  CodeAgainRequest: account.againSchema,
  CodeRequest: account.confirmSchema,
  PasswordRequest: account.passwordSchema,
  AddressRequest: account.addressChangeSchema,
  AddressCodeRequest: account.addressConfirmSchema,
  CloseAccountRequest: account.closeSchema,
  BroadcastInput: broadcastSchema,
  BroadcastPatch: broadcastPatchSchema,
  OrdersInput: ordersSchema,
  IngestEvent: eventSchema,
  VisibilityRequest: visibilityBody,
  CategoryRequest: categoryBody,
  WithholdingRequest: withholdingBody,
  HoldRequest: holdBody,
  HoldReleaseRequest: holdReleaseBody,
  HoldReviewRequest: holdReviewBody,
  PromptRequest: promptBody,
  CorrectionRequest: correctionSchema,
  DecisionRequest: decisionSchema,
  CaseRequest: caseSchema,
  AnswerRequest: answerSchema,
  MomentRequest: requestBodies.releaseRequestSchema,
  ReleaseRequest: requestBodies.releaseSchema,
  RefusalRequest: requestBodies.refusalSchema,
  OrderNumberRequest: requestBodies.orderNumberSchema,
  CheckRequest: checkSchema,
  OrganisationRequest: asked.organisationSchema,
  AssignmentRequest: asked.assignmentSchema,
  MemberChangeRequest: asked.memberChangeSchema,
  RemovalRequest: asked.removalSchema,
  LeaveRequest: asked.leaveSchema,
  InvitationRequest: asked.invitationSchema,
  InvitationTokenRequest: asked.invitationTokenSchema,
  AcceptRequest: asked.acceptSchema,
  EvidencePackRequest: packRequestSchema,
  MarkRequest: marked.markRequestSchema,
  RecoveryCodeRequest: marked.codeSchema,
  MarkPackRequest: marked.markPackSchema,
  MarkerRequest: markerSchema,
  ExhibitPlaceRequest: placeExhibitSchema,
  ExhibitBytes: exhibitBody,
  PackRequest: packBody,
  PackChangeRequest: packChangeBody,
  PackRetireRequest: actBody,
  PolicyDraftRequest: policyDraftBody,
  PolicyLiveRequest: liveBody,
};

/** Schemas of answers, and what they are made of, under their names in the document. */
export const REPLIES: Readonly<Record<string, z.ZodType>> = {
  ErrorReply: people.errorReply,
  RefusedReply: people.refusedReply,
  SessionReply: people.sessionReply,
  TicketReply: accounts.ticketReply,
  AccountView: accounts.accountView,
  OutboxReply: accounts.outboxReply,
  Bilingual: claims.bilingual,
  Kind: claims.kind,
  Group: claims.group,
  Part: claims.part,
  Step: claims.step,
  Versions: claims.versions,
  AlsoFound: claims.alsoFound,
  AlertView: alerts.alertView,
  AlertDetail: alerts.alertDetail,
  CaseView: alerts.caseView,
  AlertsPage: alerts.alertsPage,
  Occurrence: alerts.occurrence,
  DecisionReply: alerts.decisionReply,
  AnswersReply: answers.answersReply,
  AwaitedAnswers: answers.awaitedReply,
  RequestView: requests.requestView,
  PlatformRequest: requests.platformRequest,
  RequestDetail: requests.requestDetail,
  ReleasedMoment: requests.releasedMoment,
  BroadcastView: broadcasts.broadcastView,
  BroadcastList: broadcasts.broadcastList,
  LineView: broadcasts.lineView,
  GapView: broadcasts.gapView,
  LinesReply: broadcasts.linesReply,
  MarkView: marks.markView,
  MarkReply: marks.markReply,
  MineReply: marks.mineReply,
  PlatformMarks: marks.platformMarks,
  Marker: marks.marker,
  ExhibitView: marks.exhibitView,
  BroadcastMedia: media.broadcastMedia,
  WithholdingReply: broadcasts.withholdingReply,
  WithholdingPreview: broadcasts.withholdingPreviewReply,
  Moment: broadcasts.moment,
  PrompterReply: broadcasts.prompterReply,
  CategoryReply: broadcasts.categoryReply,
  DutyView: duties.dutyView,
  DutiesBoard: duties.dutiesBoard,
  CheckReply: checkReply,
  OrganisationList: organisations.organisationList,
  OrganisationView: organisations.organisationView,
  OrganisationAudit: organisations.organisationAudit,
  InvitationView: organisations.invitationView,
  InvitationMade: organisations.invitationMade,
  InvitationReply: organisations.invitationReply,
  Registered: ingest.registered,
  OrdersReply: ingest.ordersCompleted,
  LineAccount: ingest.lineAccount,
  IngestReply: ingest.ingestReply,
  PublicSearchReply: shown.publicSearchReply,
  PublicRecord: shown.publicRecord,
  PublicHits: shown.publicHits,
  LeavesPage: log.leavesPage,
  ProofReply: log.proofReply,
  EvidencePackJob: evidencePacks.packJob,
  EvidencePackByCode: evidencePacks.packByCode,
  EvidencePack: packSchema,
  PackSummary: packs.packSummary,
  PackView: packs.packView,
  PackWithVersions: packs.packWithVersions,
  PackAccepted: packs.packAccepted,
  PackList: packs.packList,
  PackHash: packs.packHash,
  PolicyView: policies.policyView,
  PolicySummary: policies.policySummary,
  PolicyAct: policies.policyAct,
  PolicyWithVersions: policies.policyWithVersions,
  PolicyList: policies.policyList,
  PolicyPreview: policies.policyPreview,
  Catalogue: policies.catalogue,
};
