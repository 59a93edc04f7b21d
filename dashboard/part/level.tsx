import type { Level } from '../../models/contract/check.ts';
import { useDesk } from '../view/desk.ts';

const SHAPES: Readonly<Record<Level, string>> = {
  banned: 'M5.2 1h5.6L15 5.2v5.6L10.800 15H5.2L1 10.800V5.2z',
  'needs-proof': 'M3 1h7l3 3v11H3z',
  careful: 'M8 1.500 15 14H1z',
};

export const LevelShape = ({ level }: { readonly level: Level }) => (
  <svg class={`shape level-${level}`} width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
    <path d={SHAPES[level]} />
  </svg>
);

/** Shape, word and colour together. */
export const LevelTag = ({ level }: { readonly level: Level }) => {
  const { words } = useDesk();
  return (
    <span class={`severity level-${level}`}>
      <LevelShape level={level} />
      <span>{words.value.check.level[level]}</span>
    </span>
  );
};
