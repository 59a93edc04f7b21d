import type { CheckClaim, CheckReply, CheckRow, Level } from '../../models/contract/check.ts';

/** A claim of a check, numbered from 1 through all rows. */
export interface Finding {
  readonly number: number;
  readonly row: number;
  readonly claim: CheckClaim;
}

export const findingsOf = (reply: CheckReply): readonly Finding[] =>
  reply.rows
    .flatMap(({ claims }, row) => claims.map((claim) => ({ row, claim })))
    .map((found, at) => ({ ...found, number: at + 1 }));

/** A stretch of a row's text, with the findings that cover it; the gravest comes first. */
export interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly findings: readonly Finding[];
}

const GRAVITY: Readonly<Record<Level, number>> = { banned: 0, 'needs-proof': 1, careful: 2 };

/** Cuts a row's text at the borders of its findings. */
export const stretchesOf = ({ text }: Pick<CheckRow, 'text'>, findings: readonly Finding[]): Stretch[] => {
  const borders = new Set([0, text.length]);
  for (const { claim } of findings) borders.add(claim.start).add(claim.end);
  const places = [...borders].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  for (const [index, start] of places.entries()) {
    const end = places[index + 1];
    if (end === undefined) break;
    const covering = findings
      .filter(({ claim }) => claim.start <= start && claim.end >= end)
      .sort((a, b) => GRAVITY[a.claim.level] - GRAVITY[b.claim.level] || a.number - b.number);
    stretches.push({ text: text.slice(start, end), start, findings: covering });
  }
  return stretches;
};
