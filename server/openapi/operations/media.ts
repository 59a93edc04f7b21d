import { mediaQuery } from '../../media/routes.ts';
import { ANYONE, type Operation } from '../operation.ts';
import { publicId, sha256Name } from '../parameters.ts';
import { broadcastMedia } from '../replies/media.ts';

const HASH = '9c'.repeat(32);
const SPAN = { fromMs: 60_000, untilMs: 66_000 };
const WHOLE = { ...SPAN, percent: 100, gaps: [] };
const MEDIA = {
  pieces: [
    {
      form: 'segment',
      track: 'main',
      run: 0,
      sequence: 10,
      ...SPAN,
      sha256: HASH,
      bytes: 812_000,
      held: true,
    },
  ],
  coverage: { words: WHOLE, picture: WHOLE, sound: WHOLE },
  playlist: '/api/broadcasts/Qm9vay1vZi1sYW1wcy0wMQ/media/master.m3u8?fromMs=60000&untilMs=66000',
};

const QUERY_SAYS = {
  fromMs: { en: 'Broadcast time in ms.', zh: '直播时间，毫秒。' },
  untilMs: { en: 'At most 4 hours later, which is the default.', zh: '最多晚 4 小时，也是默认值。' },
};

const playlist = (name: 'master' | 'main' | 'audio', says: Operation['summary']): Operation => ({
  id: `read${name[0]?.toUpperCase()}${name.slice(1)}Playlist`,
  method: 'get',
  path: `/api/broadcasts/{publicId}/media/${name}.m3u8`,
  tag: 'consumers',
  summary: says,
  access: ANYONE,
  params: publicId,
  query: mediaQuery,
  querySays: QUERY_SAYS,
  replies: {
    200: {
      says: { en: 'A playlist (RFC 8216).', zh: '播放列表（RFC 8216）。' },
      type: 'application/vnd.apple.mpegurl',
      example: '#EXTM3U\n',
    },
  },
  errors: ['unauthorised', 'not-found', 'too-many'],
});

export const mediaOperations: readonly Operation[] = [
  {
    id: 'readMedia',
    method: 'get',
    path: '/api/broadcasts/{publicId}/media',
    tag: 'consumers',
    summary: { en: 'Picture and sound, and how much of it there is', zh: '画面与声音，以及覆盖情况' },
    more: {
      en: 'The hash of each piece is a record of the log; bytes are kept around claims and marked moments, sound of all of it for a time. The public is shown no picture that is kept for a suspicion nobody upheld. What is missing is named with its cause, so that silence and not listening never look alike.',
      zh: '每个片段的哈希值都记入存证日志；画面保留疑似违规与标记时刻前后，全场声音保留一段时间；只因未认定的疑似而保留的画面不向公众播放。缺失的时段都写明原因，“没有说”和“没有听”不会混为一谈。',
    },
    access: ANYONE,
    params: publicId,
    query: mediaQuery,
    querySays: QUERY_SAYS,
    replies: {
      200: {
        says: { en: 'Pieces and coverage.', zh: '片段与覆盖率。' },
        schema: broadcastMedia,
        example: MEDIA,
      },
    },
    errors: ['unauthorised', 'not-found', 'too-many'],
  },
  playlist('master', { en: 'What is kept, as HLS', zh: '保留片段的播放列表' }),
  playlist('main', { en: 'The picture that is kept', zh: '保留的画面' }),
  playlist('audio', { en: 'The sound, where it comes apart', zh: '单独的声音轨' }),
  {
    id: 'readMediaBytes',
    method: 'get',
    path: '/api/broadcasts/{publicId}/media/files/{sha256}',
    tag: 'consumers',
    summary: { en: 'The bytes of a piece', zh: '片段的原始字节' },
    more: {
      en: 'With ranges. Also what players need before fMP4 segments.',
      zh: '支持分段读取；也包括 fMP4 片段所需的初始化数据。',
    },
    access: ANYONE,
    params: { ...publicId, ...sha256Name },
    replies: {
      200: {
        says: {
          en: 'As they were fetched, or as the sound was re-encoded.',
          zh: '抓取到的原样，或重新编码的声音。',
        },
        type: 'video/mp2t',
        example: '',
      },
    },
    errors: ['unauthorised', 'not-found', 'too-many'],
  },
];
