import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AlertId, asUserId } from '../../models/contract/ids.ts';
import { toHex } from '../../models/contract/log/bytes.ts';
import { sha256 } from '../../models/contract/log/sha256.ts';
import type { PackDocument } from '../../models/contract/pack/documents.ts';
import { PACK_LANGUAGES } from '../../models/contract/pack/languages.ts';
import { DOCUMENT, PAGE } from '../../models/contract/pack/names.ts';
import { FRAMES_FILE } from '../../models/contract/pack/page.ts';
import { sealDraft } from '../../models/contract/pack/sample.ts';
import { type Pack2Result, verifyPackZip } from '../../models/contract/pack/verify.ts';
import { readZip } from '../../models/contract/pack/zip.ts';
import { connectMongo } from '../../models/store/connect.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import {
  isErased,
  PACK_LEASE_MS,
  PACK_TRIES_MAX,
  packById,
  takePack,
  withdrawShowing,
} from '../../models/store/pack-jobs.ts';
import { withoutValues } from '../../models/store/sealed-pages.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { makeNextPack } from '../../worker/evidence-packs/keeper.ts';
import { CannotMake, makePack } from '../../worker/evidence-packs/make.ts';
import { signer } from '../models/contract/log/sample-log.ts';
import { askFor, makerDeps, seedBroadcast, spokenLeaf, VIEWER } from './evidence-packs.ts';
import { hasFfmpeg } from './ffmpeg-hls.ts';
import { id } from './logged-broadcast.ts';

const uri = new URL(process.env.TEST_MONGODB_URI ?? '');
uri.pathname = `/evidence-packs-${process.pid}`;
const dir = mkdtempSync(join(tmpdir(), 'livewitness-packs-'));
let store: Store;
let alert: AlertId;

beforeAll(async () => {
  store = createStore(await connectMongo(uri.href));
  await prepareStore(store);
  alert = await seedBroadcast(store, dir);
});
afterAll(async () => {
  await store.connection.dropDatabase();
  await store.connection.close();
  rmSync(dir, { recursive: true, force: true });
});

type Stretch = NonNullable<PackDocument['stretch']>;

const ignore = async (): Promise<void> => {};
/** As set-up has noted them, for whoever verifies. */
const pages = JSON.parse(readFileSync(FRAMES_FILE, 'utf8')) as string[];
const verified = (zip: Uint8Array): Extract<Pack2Result, { ok: true }> => {
  const result = verifyPackZip(zip, { pages });
  if (!result.ok) throw new Error(`${result.step}: ${result.code} ${result.leafIndex ?? result.file ?? ''}`);
  return result;
};
const fileOf = (zip: Uint8Array, name: string): Buffer => {
  const read = readZip(zip);
  return Buffer.from((read.ok && read.files.find((file) => file.name === name)?.bytes) || []);
};
const shownBy = ({ records }: Extract<Pack2Result, { ok: true }>): string =>
  JSON.stringify(records.map(({ values }) => values));

describe('a pack of an alert', () => {
  it.runIf(hasFfmpeg())('holds report, clip, pictures and segments, and is the same again', async () => {
    const doc = await askFor(store, alert, 'zh-Hans');
    const deps = await makerDeps(store, dir);
    const { zip, hasClip } = await makePack(deps, doc, ignore);
    const result = verified(zip);
    expect(hasClip).toBe(true);
    expect(result.document.clip).toMatchObject({ how: 'copied' });
    expect(result.document.media.filter(({ file }) => file !== undefined).length).toBeGreaterThan(2);
    expect(result.document.pictures.length).toBeGreaterThanOrEqual(3);
    expect(result.document.pictures.length).toBeLessThanOrEqual(9);
    expect(result.document.pictures.map(({ what }) => what)).toContain('frame');
    expect(fileOf(zip, 'report.pdf').toString('latin1', 0, 5)).toBe('%PDF-');
    expect(
      fileOf(zip, 'report.pdf')
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length,
    ).toBeLessThanOrEqual(3);
    expect(fileOf(zip, 'clip.mp4').toString('latin1', 4, 8)).toBe('ftyp');
    const again = await makePack(deps, doc, ignore);
    expect(toHex(sha256(again.zip))).toBe(toHex(sha256(zip)));
  });

  it('is made without a clip where there is no ffmpeg, and says so', async () => {
    const doc = await askFor(store, alert, 'en');
    const { zip, hasClip } = await makePack(await makerDeps(store, dir, false), doc, ignore);
    const { document } = verified(zip);
    expect([hasClip, document.clip, document.clipSays?.en]).toEqual([
      false,
      null,
      expect.stringContaining('ffmpeg'),
    ]);
    // The segments themselves are there all the same.
    expect(document.media.some(({ file }) => file !== undefined)).toBe(true);
    const page = fileOf(zip, 'index.html').toString();
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:\/\/(?!127\.0\.0\.1|www\.w3\.org)[^"'\s]*\.(js|css|woff2?)/);
  });

  it.runIf(hasFfmpeg() && existsSync('/dev/full'))(
    'is not made while there is no room for its clip: it would say for good that none could be cut',
    async () => {
      const deps = await makerDeps(store, dir);
      const { ffmpeg } = deps;
      if (ffmpeg === null) throw new Error('there is no ffmpeg');
      // A device that is always full takes the place of the file that is written.
      const full = {
        ...deps,
        ffmpeg: (args: readonly string[]) => ffmpeg([...args.slice(0, -1), '/dev/full']),
      };
      const making = makePack(full, await askFor(store, alert, 'en'), ignore);
      await expect(making).rejects.toThrow('No space left on device');
      await expect(making).rejects.not.toBeInstanceOf(CannotMake);
      const broken = { ...deps, ffmpeg: () => ffmpeg(['-i', '/dev/null', join(dir, 'none.mp4')]) };
      const { zip } = await makePack(broken, await askFor(store, alert, 'en'), ignore);
      expect(verified(zip).document.clipSays?.en).toContain('No clip could be cut');
    },
  );

  it('shows no other viewer’s name, and what people wrote as text alone', async () => {
    const doc = await askFor(store, undefined, 'zh-Hant');
    const { zip } = await makePack(await makerDeps(store, dir, false), doc, ignore);
    const result = verified(zip);
    expect(shownBy(result)).not.toContain(VIEWER);
    expect(shownBy(result)).toContain('买过的都说好');
    expect(result.document.findings.map(({ title }) => title.zh)).toHaveLength(1);
    const page = fileOf(zip, 'index.html').toString();
    const inside = (id: string): string => page.split(`id="${id}">`)[1]?.split('</script>')[0] ?? '';
    expect(inside('pack-data')).not.toContain('<');
    expect(JSON.parse(inside('pack-words')).title).toBe('直播證據包');
  });

  it.each(PACK_LANGUAGES)('in %s has a page that verifiers of this version know', async (language) => {
    const { zip } = await makePack(
      await makerDeps(store, dir, false),
      await askFor(store, alert, language),
      ignore,
    );
    expect(verified(zip).page).toBe('held');
  });

  it('for the public holds no suspicion that nobody has upheld', async () => {
    const doc = await askFor(store, undefined, 'zh-Hans', 'public');
    const { zip } = await makePack(await makerDeps(store, dir, false), doc, ignore);
    const { document, records } = verified(zip);
    expect(document.findings).toEqual([]);
    expect(records.map(({ leaf }) => leaf.kind)).not.toContain('claim');
    expect(records.map(({ leaf }) => leaf.kind)).toContain('utterance');
    const heard = document.pictures.find(({ what }) => what === 'heard');
    expect(records.find(({ index }) => index === heard?.leaf)?.leaf.kind).toBe('gap');
  });

  it('goes through the log around it: whatever the holder of the key takes out of it is missed', async () => {
    const doc = await askFor(store, undefined, 'en', 'public');
    const { zip } = await makePack(await makerDeps(store, dir, false), doc, ignore);
    const { document, through, contents } = verified(zip);
    // The claim and the duty that nobody decided; everything else is shown or there.
    expect(through).toMatchObject({ from: 0, until: through?.size, closed: 2, unsaid: 0, isCut: false });
    expect(document.coverage.words).toBeLessThan(100);
    const files = new Map([...contents].filter(([name]) => name !== PAGE && name !== DOCUMENT));
    const outcome = async (change: (stretch: Stretch) => Stretch): Promise<string> => {
      const changed = { ...document, stretch: change(document.stretch as Stretch) };
      const result = verifyPackZip(await sealDraft({ document: changed, files }, signer));
      return result.ok ? 'verifies' : `${result.code} ${result.leafIndex}`;
    };
    expect(await outcome((stretch) => stretch)).toBe('verifies');
    const { between = [], closed = [] } = document.stretch ?? {};
    for (const { index } of [...between, ...closed])
      expect(
        await outcome((stretch) => ({
          ...stretch,
          between: stretch.between.filter((one) => one.index !== index),
          closed: stretch.closed.filter((one) => one.index !== index),
        })),
      ).toBe(`record-missing ${index}`);
  });

  it('cannot be made of a head that is not there, and says so at once', async () => {
    const doc = await askFor(store, alert, 'en');
    const other = { ...doc, identity: { ...doc.identity, size: 5 } };
    await expect(makePack(await makerDeps(store, dir, false), other, ignore)).rejects.toThrow(CannotMake);
  });
});

describe('the work', () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const maker = async (owner: string, now = Date.now) => ({
    ...(await makerDeps(store, dir, false)),
    packs: createPackFiles(join(dir, 'packs')),
    owner,
    now,
    log,
  });

  it('is asked for once however often, made once, noted with who asked and who made it, and kept by hash', async () => {
    await store.evidencePacks.deleteMany({});
    await store.audits.deleteMany({});
    const first = await askFor(store, alert, 'en');
    expect((await askFor(store, alert, 'en'))._id).toBe(first._id);
    expect(await makeNextPack(await maker('one'))).toBe(true);
    expect(await makeNextPack(await maker('two'))).toBe(false);
    const made = await packById(store, first._id);
    expect(made).toMatchObject({ state: 'made', percent: 100, askers: [asUserId('p-1')] });
    const bytes = readFileSync(createPackFiles(join(dir, 'packs')).path(made?.sha256 ?? ''));
    expect(toHex(sha256(bytes))).toBe(made?.sha256);
    expect(verified(bytes).id).toBe(first._id);
    const acts = await store.audits.find({ subject: first._id }).sort({ at: 1 }).lean<{ action: string }[]>();
    expect(acts.map(({ action }) => action).sort()).toEqual([
      'evidence-pack-asked',
      'evidence-pack-asked',
      'evidence-pack-made',
    ]);
  });

  it('is taken over from a maker that died, and given up after some tries', async () => {
    await store.evidencePacks.deleteMany({});
    await askFor(store, alert, 'en');
    let nowMs = Date.now();
    for (let tries = 1; tries <= PACK_TRIES_MAX; tries++) {
      expect(await takePack(store, `maker-${tries}`, nowMs)).toMatchObject({
        tries,
        owner: `maker-${tries}`,
      });
      expect(await takePack(store, 'another', nowMs + PACK_LEASE_MS - 1)).toBeNull();
      nowMs += PACK_LEASE_MS + 1;
    }
    expect(await takePack(store, 'late', nowMs)).toBeNull();
    expect(await store.evidencePacks.findOne({}).lean()).toMatchObject({ state: 'failed' });
    expect(await askFor(store, alert, 'en')).toMatchObject({ state: 'waiting', tries: 0 });
  });

  it('withdraws the packs that show a field, and no others', async () => {
    await store.evidencePacks.deleteMany({});
    const { _id } = await askFor(store, alert, 'en');
    await makeNextPack(await maker('one'));
    const leaf = await spokenLeaf(store);
    const made = await packById(store, _id);
    expect(await withdrawShowing(store, id, [`${leaf}/none`])).toEqual([]);
    expect(await withdrawShowing(store, id, [`${leaf}/text`])).toEqual([made?.sha256]);
    expect(await packById(store, _id)).toMatchObject({ state: 'withheld' });
    await store.evidencePacks.deleteMany({});
  });

  it('knows when something that a pack shows was erased since, and makes none that does not say why', async () => {
    const { zip, shown } = await makePack(
      await makerDeps(store, dir, false),
      await askFor(store, alert, 'en'),
      ignore,
    );
    const leaf = await spokenLeaf(store);
    const doc = { broadcastId: id, shown: [...shown] };
    expect(await isErased(store, doc)).toBe(false);
    const page = await store.sealedPages.findOne({ broadcastId: id }).lean<{ records: string }>();
    const records = withoutValues(page?.records ?? '', [{ leafIndex: leaf, fields: ['text'] }]);
    await store.sealedPages.updateOne({ broadcastId: id }, { $set: { records } });
    expect(await isErased(store, doc)).toBe(true);
    const after = await askFor(store, alert, 'en');
    await expect(makePack(await makerDeps(store, dir, false), after, ignore)).rejects.toThrow(
      `record-kept-back ${leaf}`,
    );
    expect(
      verified(zip).document.reveals.some(({ leaf: one, field }) => one === leaf && field === 'text'),
    ).toBe(true);
    await store.sealedPages.updateOne({ broadcastId: id }, { $set: { records: page?.records ?? '' } });
  });
});
