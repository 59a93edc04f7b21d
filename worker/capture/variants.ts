import type { Attributes } from './playlist-lines.ts';

/** The video in one quality (EXT-X-STREAM-INF, RFC 8216, 4.3.4.2). */
export interface Variant {
  readonly url: string;
  /** Bits a second at most, as stated; 0 where it is not. */
  readonly bandwidth: number;
  /** Group of the sound that belongs to it. */
  readonly audio?: string;
}

/** Sound that comes apart from the picture (EXT-X-MEDIA of TYPE AUDIO with an address). */
export interface Sound {
  readonly url: string;
  readonly group: string;
  readonly isDefault: boolean;
}

export const variantOf = (stated: Attributes, url: string): Variant => {
  const bandwidth = Number(stated.get('BANDWIDTH'));
  const audio = stated.get('AUDIO');
  return { url, bandwidth: bandwidth > 0 ? bandwidth : 0, ...(audio !== undefined && { audio }) };
};

export const soundOf = (track: Attributes, absolute: (address: string) => string): Sound | null => {
  const address = track.get('URI');
  if (track.get('TYPE') !== 'AUDIO' || address === undefined) return null;
  return {
    url: absolute(address),
    group: track.get('GROUP-ID') ?? '',
    isDefault: track.get('DEFAULT') === 'YES',
  };
};

/**
 * The quality to keep as evidence: the best of those that fit into `bandwidthMax`, else the least.
 * What states no bandwidth is taken to fit.
 */
export const chosenVariant = (variants: readonly Variant[], bandwidthMax: number): Variant | undefined => {
  const fitting = variants.filter(({ bandwidth }) => bandwidth <= bandwidthMax);
  const [first, ...rest] = fitting.length > 0 ? fitting : variants;
  const isBetter = (one: Variant, than: Variant): boolean =>
    fitting.length > 0 ? one.bandwidth > than.bandwidth : one.bandwidth < than.bandwidth;
  return rest.reduce<Variant | undefined>((best, one) => (best && !isBetter(one, best) ? best : one), first);
};

/** The sound that belongs to a quality; undefined where it is in the picture's own segments. */
export const soundFor = ({ audio }: Variant, sounds: readonly Sound[]): Sound | undefined => {
  const group = sounds.filter((sound) => sound.group === audio);
  return group.find(({ isDefault }) => isDefault) ?? group[0];
};
