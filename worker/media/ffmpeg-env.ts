/**
 * All that ffmpeg is told of the machine. A static build, as set-up brings it, falls over when glibc loads its own character sets for the
 * names that MPEG-TS carries (`iconv`); where it finds none it takes the names as they are. What else stands in our environment,
 * the stores' passwords among it, is none of its business.
 */
export const FFMPEG_ENV: NodeJS.ProcessEnv = { GCONV_PATH: '/nonexistent' };
