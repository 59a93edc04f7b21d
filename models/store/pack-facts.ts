import { type Bilingual, isRaised } from '../contract/claim.ts';
import { isKind, KINDS } from '../contract/kinds.ts';
import type { Leaf } from '../contract/log/leaf.ts';
import type { PackAudience, PackDuty, PackFinding, PackSubject } from '../contract/pack/documents.ts';
import type { AlertDoc, SealedDoc } from './documents.ts';

/** What a record of a duty keeps beside it, as `models/duties` gave it. */
interface DutyFacts {
  readonly name?: Bilingual;
  readonly suggestion?: Bilingual;
  readonly reason?: Bilingual;
  readonly article?: string;
  readonly productName?: string;
  readonly severity?: PackFinding['severity'];
  readonly alert?: string;
}

/** States in which something is still owed. */
const OWED: ReadonlySet<string> = new Set([
  'pending',
  'partial',
  'dodged',
  'contradicted',
  'missing',
  'unanswered',
]);

export interface FactsAsked {
  readonly decoded: ReadonlyMap<number, Leaf>;
  readonly sealed: readonly SealedDoc[];
  readonly alert: AlertDoc | null;
  /** For the public, where it is of a moment and of no alert: what was upheld in it. */
  readonly upheld: readonly AlertDoc[];
  readonly audience: PackAudience;
  /** Records that the alerts themselves rest on. */
  readonly own: ReadonlySet<number>;
  readonly subject: PackSubject;
}

export interface PackFacts {
  readonly findings: PackFinding[];
  readonly duties: PackDuty[];
  /** Records that are not for these eyes, or that something newer stands for. */
  readonly hidden: ReadonlySet<number>;
}

type ClaimFacts = NonNullable<SealedDoc['claim']>;

const isOfAlert = (alert: AlertDoc, leaf: Extract<Leaf, { kind: 'claim' }>): boolean =>
  alert.subject.type === 'claim' && alert.subject.kind === leaf.claimKind;

/** Whether the alert is about a duty, and rests on this record of one. */
const isOfDuty =
  (index: number) =>
  ({ subject, occurrences }: AlertDoc): boolean =>
    subject.type === 'duty' && occurrences.some(({ leafIndex }) => leafIndex === index);

const claimFinding = (
  index: number,
  leaf: Extract<Leaf, { kind: 'claim' }>,
  facts: ClaimFacts,
): PackFinding => ({
  leaf: index,
  title: isKind(leaf.claimKind)
    ? { zh: KINDS[leaf.claimKind].zh, en: KINDS[leaf.claimKind].en }
    : { zh: leaf.claimKind, en: leaf.claimKind },
  article: leaf.article,
  reason: facts.reason,
  suggestion: facts.suggestion,
  basis: leaf.basis,
  severity: leaf.severity,
});

const dutyFinding = (index: number, alert: AlertDoc): PackFinding => ({
  leaf: index,
  title: alert.subject.type === 'duty' ? alert.subject.name : { zh: '', en: '' },
  article: alert.article,
  reason: alert.reason,
  suggestion: alert.suggestion,
  basis: alert.basis,
  severity: alert.severity,
});

/** The newest record of each duty up to the moment; older ones are stood for by it. */
const dutiesOf = (decoded: ReadonlyMap<number, Leaf>, sealed: ReadonlyMap<number, SealedDoc>) => {
  const newest = new Map<string, number>();
  const older = new Set<number>();
  for (const [index, leaf] of [...decoded].sort(([a], [b]) => a - b)) {
    if (leaf.kind !== 'duty') continue;
    const key = `${leaf.productId ?? ''}\n${leaf.dutyId}`;
    const before = newest.get(key);
    if (before !== undefined) older.add(before);
    newest.set(key, index);
  }
  const duties: PackDuty[] = [];
  for (const index of [...newest.values()].sort((a, b) => a - b)) {
    const leaf = decoded.get(index);
    const facts = (sealed.get(index)?.duty ?? {}) as DutyFacts;
    if (leaf?.kind !== 'duty') continue;
    if (!OWED.has(leaf.state)) {
      older.add(index);
      continue;
    }
    duties.push({
      leaf: index,
      name: facts.name ?? { zh: leaf.dutyId, en: leaf.dutyId },
      say: facts.suggestion ?? { zh: '', en: '' },
      article: facts.article ?? '',
      ...(facts.productName !== undefined && { product: facts.productName.slice(0, 500) }),
    });
  }
  return { duties, older };
};

/** What is said of the records, and which of them are left out for these eyes. */
export const factsOf = ({ decoded, sealed, alert, upheld, audience, own }: FactsAsked): PackFacts => {
  const about = alert ? [alert] : upheld;
  const sealedBy = new Map(sealed.map((doc) => [doc.leafIndex, doc]));
  const hidden = new Set<number>();
  const findings: PackFinding[] = [];
  for (const [index, leaf] of decoded) {
    if (leaf.kind === 'claim') {
      const facts = sealedBy.get(index)?.claim;
      const wanted =
        about.length > 0 ? own.has(index) && about.some((one) => isOfAlert(one, leaf)) : audience === 'desk';
      const raised = isRaised(leaf);
      if (!wanted || !raised || facts === undefined) hidden.add(index);
      else findings.push(claimFinding(index, leaf, facts));
    }
    const owed = leaf.kind === 'duty' && own.has(index) ? about.find(isOfDuty(index)) : undefined;
    if (owed) findings.push(dutyFinding(index, owed));
  }
  const { duties, older } = dutiesOf(decoded, sealedBy);
  for (const index of older) if (!own.has(index)) hidden.add(index);
  // What is still owed is a suspicion too: the public is shown what was upheld, and that is told as a finding.
  if (audience === 'public') {
    for (const { leaf } of duties) if (!own.has(leaf)) hidden.add(leaf);
    return { findings, duties: [], hidden };
  }
  return { findings, duties, hidden };
};
