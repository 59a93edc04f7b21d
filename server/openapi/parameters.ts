import { z } from 'zod';
import { ORGANISATION_ID_EXAMPLE } from './examples/organisation.ts';
import type { Parameter } from './operation.ts';
import { publicId as publicIdSchema, sha256 } from './replies/claims.ts';

export const PUBLIC_ID_EXAMPLE = 'Qm9vay1vZi1sYW1wcy0wMQ';
export const ALERT_ID_EXAMPLE = 'k3VQyT0s8mW1nZ4c';

const text = z.string().min(1);

export const publicId: Readonly<Record<'publicId', Parameter>> = {
  publicId: {
    says: { en: 'The broadcast’s name in addresses.', zh: '场次的公开编号。' },
    schema: publicIdSchema,
    example: PUBLIC_ID_EXAMPLE,
  },
};

export const holdOfBroadcast: Readonly<Record<'publicId' | 'holdId', Parameter>> = {
  ...publicId,
  holdId: {
    says: { en: 'The hold.', zh: '保留令编号。' },
    schema: text,
    example: 'u3FhZc0Qk1m7o2Jt5wXy9A',
  },
};

/** Where a sender's route has the same address, both parameters have one name. */
export const publicIdAsId: Readonly<Record<'id', Parameter>> = { id: publicId.publicId };

export const senderId: Readonly<Record<'id', Parameter>> = {
  id: {
    says: { en: 'The sender’s own id of the broadcast, as registered.', zh: '发送方登记场次时用的编号。' },
    schema: text,
    example: 'lamp-evening-1',
  },
};

export const packIdOfEvidence: Readonly<Record<'id', Parameter>> = {
  id: {
    says: { en: 'The evidence pack.', zh: '证据包编号。' },
    schema: text,
    example: 'QErBN42imwv1XdnE34vuBg',
  },
};

export const markId: Readonly<Record<'id', Parameter>> = {
  id: { says: { en: 'The mark.', zh: '标记编号。' }, schema: text, example: 'b2Yc0M2mQF6uYb0v9Jt1Wg' },
};

export const exhibitId: Readonly<Record<'id', Parameter>> = {
  id: { says: { en: 'The exhibit.', zh: '材料编号。' }, schema: text, example: 'x7Yc0M2mQF6uYb0v9Jt1Wg' },
};

export const packCode: Readonly<Record<'code', Parameter>> = {
  code: {
    says: {
      en: 'As it stands on the report; small letters and spaces do not matter.',
      zh: '报告上的编号，不分大小写和空格。',
    },
    schema: text,
    example: 'E75C-M349-Q6DR',
  },
};

export const alertId: Readonly<Record<'id', Parameter>> = {
  id: { says: { en: 'The alert.', zh: '预警编号。' }, schema: text, example: ALERT_ID_EXAMPLE },
};

export const releaseRequestId: Readonly<Record<'id', Parameter>> = {
  id: {
    says: { en: 'The request.', zh: '申请编号。' },
    schema: text,
    example: 'r7Yc0M2mQF6uYb0v9Jt1Wg',
  },
};

export const productId: Readonly<Record<'productId', Parameter>> = {
  productId: {
    says: { en: 'The sender’s id of the product.', zh: '发送方的商品编号。' },
    schema: text,
    example: 'lamp-7',
  },
};

export const organisationId: Readonly<Record<'id', Parameter>> = {
  id: { says: { en: 'The organisation.', zh: '机构编号。' }, schema: text, example: ORGANISATION_ID_EXAMPLE },
};

export const memberId: Readonly<Record<'id' | 'userId', Parameter>> = {
  ...organisationId,
  userId: { says: { en: 'The member.', zh: '成员编号。' }, schema: text, example: 'a-1' },
};

export const invitationId: Readonly<Record<'id' | 'invitationId', Parameter>> = {
  ...organisationId,
  invitationId: {
    says: { en: 'The invitation.', zh: '邀请编号。' },
    schema: text,
    example: '8e21c0aa4f70b915',
  },
};

export const packId: Readonly<Record<'packId', Parameter>> = {
  packId: { says: { en: 'Name of the pack.', zh: '规则包名称。' }, schema: text, example: 'lantern-house' },
};

export const policyId: Readonly<Record<'id', Parameter>> = {
  id: {
    says: {
      en: 'The platform’s name in small letters with hyphens, or `default`.',
      zh: '平台名称（小写、以连字符连接），或 `default`。',
    },
    schema: text,
    example: 'lantern',
  },
};

export const version: Readonly<Record<'version', Parameter>> = {
  version: {
    says: { en: 'Number of the version.', zh: '版本号。' },
    schema: z.int().min(1),
    example: 1,
  },
};

export const hash: Readonly<Record<'hash', Parameter>> = {
  hash: {
    says: { en: 'What a verdict names as `versions.packs`.', zh: '判定结果里的 `versions.packs`。' },
    schema: sha256,
    example: 'b7e23ec29af22b0b4e41da31e868d57226121c84b2d1f6c5f1e6f5b1f3a9c001',
  },
};

export const sha256Name: Readonly<Record<'sha256', Parameter>> = {
  sha256: {
    says: { en: 'SHA-256 of the bytes, hex.', zh: '字节的 SHA-256，十六进制。' },
    schema: sha256,
    example: '9c'.repeat(32),
  },
};
