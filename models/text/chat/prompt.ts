import { lineKey } from './line-key.ts';

/** Within this time after the room asked for a line, the line is an answer. */
export const PROMPT_MS = 60_000;

const ASKS_FOR =
  /[扣抠敲刷打发弹回]|输入|回复|评论|复制|公屏|弹幕|留言|type|comment|drop|spam|write|chat|say it with me|repeat/;
/** Draws in which only the exact words count, and which the picture may show instead of the voice. */
const PASSWORD = /口令|福袋|暗号|密码|抽奖|password|passcode|lucky bag|giveaway|raffle/;

/**
 * Whether the room has just asked for this line (扣1, a lucky bag's password).
 *
 * @param folded the line; `room` what the room said in the {@link PROMPT_MS} before it, oldest first; all folded.
 * @param exact whether all accounts wrote the very same words: a password has no variants.
 */
export const isPrompted = (folded: string, exact: boolean, room: readonly string[]): boolean => {
  if (!room.some((said) => ASKS_FOR.test(said.toLowerCase()) || PASSWORD.test(said.toLowerCase())))
    return false;
  const key = lineKey(folded);
  if (lineKey(room.join('')).includes(key)) return true;
  return exact && room.some((said) => PASSWORD.test(said.toLowerCase()));
};
