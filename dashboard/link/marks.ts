import type { ExhibitKind, ExhibitView } from '../../models/contract/exhibit.ts';
import type { MarkReply, MarkRequest, MarkView, MineReply } from '../../models/contract/mark.ts';
import type { PackLanguage } from '../../models/contract/pack/languages.ts';
import type { PackJobView } from '../../models/contract/pack/view.ts';
import type { ErrorReply } from '../../models/contract/people.ts';

/** Why a file was not taken. `network`: the connection broke half-way. */
export class UploadFailed extends Error {
  readonly code: string;
  readonly field: string | undefined;
  constructor(code: string, message: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

/** What the dashboard asks about marks and what people bring to them. Each rejects with `RequestFailed`, uploads with UploadFailed. */
export interface MarksApi {
  placeMark(request: MarkRequest): Promise<MarkReply>;
  mine(): Promise<MineReply>;
  /** Opens a recovery code in this browser, or adds its marks to the account. */
  openCode(code: string): Promise<MineReply>;
  closeCode(): Promise<void>;
  takeBack(id: string): Promise<MarkView>;
  packOfMark(id: string, language: PackLanguage): Promise<PackJobView>;
  /** Sends a file; `onPercent` is told how far it is. */
  bring(
    id: string,
    file: File,
    kind: ExhibitKind,
    how: { readonly onPercent: (percent: number) => void; readonly signal: AbortSignal },
  ): Promise<ExhibitView>;
  placeExhibit(id: string, atMs: number): Promise<ExhibitView>;
  removeExhibit(id: string): Promise<void>;
}

type Ask = (
  path: string,
  options?: { readonly method?: 'POST' | 'PATCH' | 'DELETE'; readonly body?: unknown },
) => Promise<Response>;

const failureOf = (request: XMLHttpRequest): UploadFailed => {
  try {
    const { error } = JSON.parse(request.responseText) as ErrorReply;
    return new UploadFailed(error.code, error.message, error.field);
  } catch {
    return new UploadFailed(request.status === 0 ? 'network' : `http-${request.status}`, request.statusText);
  }
};

/** Of what is sent, only XMLHttpRequest says how far it is. */
const send = (
  path: string,
  file: File,
  csrf: string,
  { onPercent, signal }: Parameters<MarksApi['bring']>[3],
): Promise<ExhibitView> =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('X-CSRF-Token', csrf);
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onPercent(total > 0 ? Math.floor((100 * loaded) / total) : 0),
    );
    request.addEventListener('load', () => {
      if (request.status === 201) done(JSON.parse(request.responseText) as ExhibitView);
      else failed(failureOf(request));
    });
    request.addEventListener('error', () => failed(new UploadFailed('network', 'network')));
    request.addEventListener('abort', () => failed(new UploadFailed('stopped', 'stopped')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });

/** @param csrf the session's token as it is now */
export const createMarksApi = (ask: Ask, csrf: () => string): MarksApi => {
  const json = async <T>(path: string, options?: Parameters<Ask>[1]): Promise<T> =>
    (await (await ask(path, options)).json()) as T;
  const of = (id: string): string => encodeURIComponent(id);
  return {
    placeMark: (body) => json('/api/marks', { method: 'POST', body }),
    mine: () => json('/api/mine'),
    openCode: (code) => json('/api/mine/code', { method: 'POST', body: { code } }),
    closeCode: async () => void (await ask('/api/mine/code', { method: 'DELETE' })),
    takeBack: (id) => json(`/api/marks/${of(id)}`, { method: 'DELETE' }),
    packOfMark: (id, language) => json(`/api/marks/${of(id)}/packs`, { method: 'POST', body: { language } }),
    bring: (id, file, kind, how) => send(`/api/marks/${of(id)}/exhibits?kind=${kind}`, file, csrf(), how),
    placeExhibit: (id, atMs) => json(`/api/exhibits/${of(id)}`, { method: 'PATCH', body: { atMs } }),
    removeExhibit: async (id) => void (await ask(`/api/exhibits/${of(id)}`, { method: 'DELETE' })),
  };
};
