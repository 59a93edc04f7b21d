import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Versions } from '../../models/contract/claim.ts';
import { packsInForce } from '../../models/store/find-packs.ts';
import { packsByHash } from '../../models/store/packs-in-use.ts';
import type { Store } from '../../models/store/store.ts';
import { createTextJudge, loadPacks, type Packs, type TextJudgement } from '../../models/text/judge.ts';
import { withCustomPacks } from '../../models/text/lexicon/custom.ts';
import type { CustomPack } from '../../models/text/lexicon/custom-schema.ts';
import { PackError } from '../../models/text/lexicon/pack-error.ts';
import { compilePackFiles } from '../../models/text/lexicon/packs.ts';
import { PacksRefused } from '../../models/text/lexicon/refusal.ts';
import { type Network, openNetwork } from '../../models/text/network/network.ts';
import type { Utterance } from '../../models/text/open.ts';
import { createRefine, networkStage, thresholdsOf } from '../../models/text/refine.ts';
import type { Reason } from './reasons.ts';

/** What judges by the rules and the model that a verdict names, as far as they are to be had. */
export interface JudgeOfThen {
  readonly versions: Versions;
  /** What is not as it was. */
  readonly reasons: readonly Reason[];
  /** @param withNetwork whether the network had its say then: it may have timed out. */
  judge(utterance: Utterance, withNetwork: boolean): Promise<TextJudgement>;
}

/** Opens judges by versions, each once. */
export interface JudgesOfThen {
  by(versions: Versions): Promise<JudgeOfThen>;
  /** By what is in force now. */
  now(): Promise<JudgeOfThen>;
  release(): void;
}

interface Compiled {
  /** The shipped packs among them, which the network's pass goes by. */
  readonly base: Packs;
  readonly packs: Packs;
  readonly reasons: readonly Reason[];
}

const compile = async (
  files: Parameters<typeof compilePackFiles>[0],
  customs: readonly { readonly pack: object }[],
): Promise<Omit<Compiled, 'reasons'>> => {
  const base = compilePackFiles(files);
  const packs = await withCustomPacks(
    base,
    customs.map(({ pack }) => pack as CustomPack),
    { turn: () => turn() },
  );
  return { base, packs };
};

const compileOfNow = async (store: Store, root: string): Promise<Omit<Compiled, 'reasons'>> => {
  const { shipped } = loadPacks(join(root, 'models/text/packs'));
  const { packs: customs } = await packsInForce(store);
  return compile(shipped.files, customs);
};

const compileOfThen = async (store: Store, root: string, hash: string): Promise<Compiled> => {
  const kept = await packsByHash(store, hash);
  let reason: Reason = 'packs-not-kept';
  if (kept) {
    try {
      const compiled = await compile(kept.shipped.files, kept.custom);
      return { ...compiled, reasons: compiled.packs.hash === hash ? [] : ['packs-other'] };
    } catch (error) {
      if (!(error instanceof PacksRefused || error instanceof PackError)) throw error;
      reason = 'packs-refused';
    }
  }
  return { ...(await compileOfNow(store, root)), reasons: [reason] };
};

/** What of the network is not as it was. */
const networkReasons = (versions: Versions, network: Network | null): Reason[] => {
  if (versions.model === undefined) return [];
  if (!network) return ['model-not-available'];
  const { hash, thresholds } = networkStage(network);
  return [
    ...(hash === versions.model ? [] : (['model-other'] as const)),
    // Records of before the thresholds were named say nothing of them.
    ...(versions.thresholds === undefined || versions.thresholds === thresholds
      ? []
      : (['thresholds-other'] as const)),
  ];
};

/** @param root folder that holds `models/text`: the model, and the packs of now where those of then are not kept. */
export const openJudges = (store: Store, root: string): JudgesOfThen => {
  const judges = new Map<string, Promise<JudgeOfThen>>();
  let opening: Promise<Network | null> | undefined;
  const network = (): Promise<Network | null> => {
    opening ??= openNetwork(join(root, 'models/text/network/weights')).catch(() => null);
    return opening;
  };
  const judgeWith = ({ base, packs }: Pick<Compiled, 'base' | 'packs'>, opened: Network | null) => {
    const stage = opened && networkStage(opened);
    const judge = createTextJudge({ packs, ...(stage && { network: stage }) });
    const refine =
      opened && stage && createRefine({ network: stage, thresholds: thresholdsOf(opened.card), packs: base });
    return {
      versions: judge.versions,
      judge: async ({ text, context }: Utterance, withNetwork: boolean): Promise<TextJudgement> => {
        const ruled = judge.judge(text, context);
        if (!refine || !withNetwork) return ruled;
        const [refined] = await refine([{ text, context, claims: ruled.claims, versions: judge.versions }]);
        return { ...ruled, ...refined };
      },
    };
  };
  const open = async (versions: Versions): Promise<JudgeOfThen> => {
    const compiled = await compileOfThen(store, root, versions.packs);
    const opened = versions.model === undefined ? null : await network();
    return {
      ...judgeWith(compiled, opened),
      reasons: [
        ...compiled.reasons,
        ...(compiled.packs.normaliserHash === versions.normaliser ? [] : (['normaliser-other'] as const)),
        ...networkReasons(versions, opened),
      ],
    };
  };
  let inForce: Promise<JudgeOfThen> | undefined;
  const openNow = async (): Promise<JudgeOfThen> => ({
    ...judgeWith(await compileOfNow(store, root), await network()),
    reasons: [],
  });
  return {
    now: () => {
      inForce ??= openNow();
      return inForce;
    },
    by: (versions) => {
      const key = JSON.stringify([
        versions.packs,
        versions.normaliser,
        versions.model,
        versions.thresholds ?? null,
      ]);
      const judge = judges.get(key) ?? open(versions);
      judges.set(key, judge);
      return judge;
    },
    release: () => void opening?.then((opened) => opened?.release()),
  };
};
