import type { Words } from '../zh-Hans.ts';

/** Words of kept picture and sound and of coverage, in English. */
export const mediaEn: Words['media'] = {
  kept: 'Watch the kept clip',
  origin: 'Watch the platform’s video',
  fromOrigin: 'The platform’s video, not a kept clip',
  checking: 'Checking the picture…',
  verified: (n) => `The picture is as recorded (${n} ${n === 1 ? 'piece' : 'pieces'} checked)`,
  soundOnly: (n) =>
    `Only the sound of this moment was kept; it is as recorded (${n} ${n === 1 ? 'piece' : 'pieces'} checked)`,
  altered: 'The picture is not as recorded; stopped',
  withheld: 'Picture and sound of this moment were withheld and cannot be seen any more.',
  notKept: (why) => `No picture of this moment was kept: ${why}`,
  coverage: (what, percent) => `${what} ${percent}%`,
  words: 'heard',
  picture: 'picture',
  sound: 'sound',
  around: 'Coverage of the three minutes around it',
  gapLine: (from, until, why) => `${from}–${until} ${why}`,
  cause: {
    'feed-silent': 'nothing came',
    'capture-down': 'the capture was down',
    'not-judging': 'nothing was judged',
    'clock-jump': 'the clock jumped',
    'not-listening': 'we were not listening to this broadcast',
    'no-video': 'there is no address of the video',
    'not-captured': 'it was not captured',
    'not-kept': 'captured; with no reason to keep it, only its hash is on record',
    'not-there': 'the origin did not have this piece',
    'too-large': 'the piece was too large to keep',
    'disk-full': 'the disk was full; only the hash is on record',
    announced: 'the sender announced it as missing',
    withheld: 'removed at a person’s request, or by order',
    'term-over': 'kept no longer: the time for it is over',
    'not-yet': 'the broadcast has not come that far',
  },
};
