import type { BroadcastInput } from '../../models/contract/ingest.ts';

export interface Speaker {
  readonly role: 'presenter' | 'guest';
  readonly speaker?: string;
}

/** Names of speakers are as long as the door lets them be. */
const NAME_MAX = 200;

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * Who speaks, by the voice of a cue: a presenter of the broadcast by id or name; anyone else who is named is a guest,
 * whose words are not the room's; without a voice it is the presenter, since it is their broadcast.
 */
export const speakerOf = (voice: string | undefined, presenters: BroadcastInput['presenters']): Speaker => {
  if (voice === undefined || voice === '') return { role: 'presenter' };
  const name = folded(voice);
  const presenter = presenters.find((one) => folded(one.id) === name || folded(one.name) === name);
  if (presenter) return { role: 'presenter', speaker: presenter.name };
  return { role: 'guest', speaker: [...voice].slice(0, NAME_MAX / 2).join('') };
};
