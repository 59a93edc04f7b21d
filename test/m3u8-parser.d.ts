/** What the tests read of m3u8-parser, which ships no types. */
declare module 'm3u8-parser' {
  export interface Segment {
    uri: string;
    duration: number;
    dateTimeString?: string;
    map?: { uri: string };
  }
  export interface Playlist {
    uri: string;
    attributes: Record<string, unknown>;
  }
  export interface Manifest {
    playlistType?: string;
    mediaSequence?: number;
    targetDuration?: number;
    endList?: boolean;
    segments?: Segment[];
    playlists?: Playlist[];
    mediaGroups?: Record<string, Record<string, Record<string, Record<string, unknown>>>>;
  }
  export class Parser {
    manifest: Manifest;
    push(text: string): void;
    end(): void;
  }
}
