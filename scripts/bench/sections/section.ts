/** How a section of `npm run bench` is asked for. */
export interface SectionOptions {
  /** The project's folder, built. */
  readonly root: string;
  /** A shorter run, with figures that scatter more. */
  readonly quick: boolean;
  /** Tells a person how far it is: standard output holds the one JSON object alone. */
  readonly say: (line: string) => void;
}

/** What a section measured: plain JSON, figures with their units in the names, `reached` where it has a goal. */
export type Section = Readonly<Record<string, unknown>>;

/** Measures one section with stores and processes of its own, which are gone when it resolves. */
export type Measure = (options: SectionOptions) => Promise<Section>;

/** Figures to three digits: more is noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
