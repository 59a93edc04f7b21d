import './no-eval.ts';
import './page.css';
import { render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { utf8 } from '../../models/contract/log/bytes.ts';
import { decodeDocument } from '../../models/contract/pack/documents.ts';
import { CLIP, DOCUMENT } from '../../models/contract/pack/names.ts';
import type { Turned } from '../../models/contract/pack/page.ts';
import type { PackPageData } from '../../models/contract/pack/page-data.ts';
import { type Pack2Result, verifyPackZip, verifyParts } from '../../models/contract/pack/verify.ts';
import { type PackWords, packWords } from '../../models/contract/pack/words.ts';
import { PackVerdict } from '../pack/pack-check.tsx';
import { PackView } from '../pack/pack-view.tsx';
import { packVoice } from '../pack/voice.ts';
import { writeOutDirectionMarks } from '../part/direction-marks.ts';

type Files = ReadonlyMap<string, Uint8Array>;

/** A clip may have 40 MB, so the browser's own decoder takes it; whatever it makes of it is compared by its hash. */
const bytesOf = (base64: string): Uint8Array => {
  try {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  } catch {
    return new Uint8Array(0);
  }
};

const filesOf = ({ document, files }: PackPageData): Map<string, Uint8Array> => {
  const read = new Map<string, Uint8Array>([[DOCUMENT, utf8(document)]]);
  for (const [name, text] of Object.entries(files)) read.set(name, bytesOf(text));
  return read;
};

interface Checked {
  readonly result: Pack2Result;
  readonly files: Files;
}

const check = (data: PackPageData): Checked => {
  const files = filesOf(data);
  const { document, manifest } = data;
  return { result: verifyParts({ scope: 'page', document, manifest, files }), files };
};

/** The whole ZIP, dropped on its own page: checked as such, and its clip played from it. */
const checkZip = async (file: File): Promise<Checked> => {
  const result = verifyPackZip(new Uint8Array(await file.arrayBuffer()));
  return { result, files: result.ok ? result.contents : new Map() };
};

interface PageProps {
  readonly data: PackPageData;
  readonly words: PackWords;
  readonly turned: Turned;
}

const Page = ({ data, words, turned }: PageProps) => {
  const first = useMemo(() => check(data), [data]);
  const [checked, setChecked] = useState(first);
  const own = useMemo(() => decodeDocument(data.document)?.language ?? 'en', [data]);
  const [english, setEnglish] = useState(own === 'en');
  const chinese = own === 'en' ? packWords.zh : words;
  const voice = packVoice(english ? packWords.en : chinese, english, turned);
  const { result, files } = checked;
  const drop = (file: File | undefined): void => {
    if (file) void checkZip(file).then(setChecked);
  };
  const turn = (): void => {
    setEnglish(!english);
    document.documentElement.lang = english ? (own === 'en' ? 'zh-Hans' : own) : 'en';
  };
  return (
    <main
      class="pack"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        drop(event.dataTransfer?.files[0]);
      }}
    >
      <header class="pack-head">
        <p class="pack-product">{voice.word('product')}</p>
        <button type="button" onClick={turn} lang={english ? 'zh' : 'en'}>
          {english ? '中文' : 'English'}
        </button>
        <h1>{voice.word('title')}</h1>
      </header>
      <PackVerdict result={result} voice={voice} />
      <p class="pack-quiet">{voice.word('howTrust')}</p>
      {result.ok && <PackView pack={result} files={files} voice={voice} />}
      {result.ok && result.document.clip !== null && !files.has(CLIP) && (
        <p>
          <input
            type="file"
            accept=".zip,application/zip"
            aria-label="ZIP"
            onChange={(event) => drop(event.currentTarget.files?.[0])}
          />
        </p>
      )}
    </main>
  );
};

const main = (): void => {
  writeOutDirectionMarks();
  const root = document.getElementById('pack');
  const textIn = (id: string): string => document.getElementById(id)?.textContent ?? '';
  const words = JSON.parse(textIn('pack-words')) as PackWords;
  const turned = JSON.parse(textIn('pack-turned')) as Turned;
  const data = JSON.parse(textIn('pack-data')) as PackPageData;
  if (root) render(<Page data={data} words={words} turned={turned} />, root);
};

main();
