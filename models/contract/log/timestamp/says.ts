import type { Bilingual } from '../../claim.ts';

/** Why a timestamp does not count. */
export type TimestampRefusal =
  | 'token-malformed'
  | 'token-other-hash'
  | 'token-other-nonce'
  | 'token-policy'
  | 'token-signature'
  | 'token-algorithm'
  | 'chain-signer'
  | 'chain-usage'
  | 'chain-time'
  | 'chain-broken'
  | 'chain-root';

export const TIMESTAMP_SAYS: Readonly<Record<TimestampRefusal, Bilingual>> = {
  'token-malformed': {
    zh: '这不是完整的时间戳，可能被截断或改动。',
    en: 'This is not a whole timestamp; it may have been cut or changed.',
  },
  'token-other-hash': {
    zh: '时间戳盖的不是这份检查点。',
    en: 'The timestamp is not for this checkpoint.',
  },
  'token-other-nonce': {
    zh: '时间戳不是对这次请求的答复。',
    en: 'The timestamp does not answer this request.',
  },
  'token-policy': {
    zh: '时间戳依据的规则不在允许之列。',
    en: 'The timestamp was made under a policy that is not accepted.',
  },
  'token-signature': {
    zh: '时间戳的签名不成立：内容在盖章之后被改动。',
    en: 'The signature of the timestamp does not hold: it was changed after it was made.',
  },
  'token-algorithm': {
    zh: '时间戳所用的算法这里不认识，无法判断。',
    en: 'The timestamp uses an algorithm that is not known here, so it cannot be judged.',
  },
  'chain-signer': {
    zh: '时间戳里没有盖章机构的证书，或证书不是它所指的那一份。',
    en: 'The certificate of whoever made the timestamp is missing, or is not the one it names.',
  },
  'chain-usage': {
    zh: '盖章机构的证书不是用于盖时间戳的。',
    en: 'The certificate of whoever made the timestamp is not for making timestamps.',
  },
  'chain-time': {
    zh: '盖章的时候，盖章机构的证书尚未生效或已经过期。',
    en: 'When the timestamp was made, a certificate behind it was not yet or no longer valid.',
  },
  'chain-broken': {
    zh: '盖章机构的证书链不成立：有一份不是由上一级签发。',
    en: 'The chain of certificates does not hold: one was not issued by the next.',
  },
  'chain-root': {
    zh: '盖章机构的证书链没有通到所信任的根证书。',
    en: 'The chain of certificates does not lead to a root that is trusted here.',
  },
};
