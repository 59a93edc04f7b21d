export const ORGANISATION_ID_EXAMPLE = '5f0c2ab17d3e9a46';
export const TOKEN_EXAMPLE = `lwi_${'k3'.repeat(21)}k`;

export const INVITATION = {
  id: '8e21c0aa4f70b915',
  label: '新来的场控',
  role: 'assistant',
  rooms: ['lamp-room'],
  invitedBy: '店主甲',
  createdAt: '2026-11-20T08:00:00.000Z',
  expiresAt: '2026-11-23T08:00:00.000Z',
  state: 'open',
};

export const ORGANISATION = {
  id: ORGANISATION_ID_EXAMPLE,
  name: '灯笼铺',
  kind: 'merchant',
  rooms: [{ id: 'lamp-room', name: '灯笼直播间' }],
  members: [
    {
      id: 'o-1',
      name: '店主甲',
      login: 'lamp-owner',
      role: 'owner',
      rooms: 'all',
      since: '2026-11-01T08:00:00.000Z',
    },
  ],
  invitations: [INVITATION],
};

export const OFFER = {
  state: 'open',
  organisation: { name: '灯笼铺', kind: 'merchant' },
  role: 'assistant',
  rooms: [{ id: 'lamp-room', name: '灯笼直播间' }],
  invitedBy: '店主甲',
  expiresAt: '2026-11-23T08:00:00.000Z',
  loginEnding: '7k2dq',
};

export const AUDIT = {
  entries: [
    {
      at: '2026-11-20T09:00:00.000Z',
      by: { id: 'o-1', name: '店主甲' },
      act: 'member-changed',
      subject: 'a-1',
      name: '场控乙',
      reason: '换到另一间',
      role: 'assistant',
      rooms: ['lamp-room'],
      before: { role: 'assistant', rooms: ['paper-room'] },
    },
  ],
};
