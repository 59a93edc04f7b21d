import { useDesk } from '../view/desk.ts';
import type { StampShown, StampsRead } from '../witness/read-stamps.ts';
import { inLanguage } from '../words/catalogue.ts';

interface StampsProps {
  readonly stamps: StampsRead;
  /** Records of the log that was verified. */
  readonly size: number;
}

/** One line for each authority: whether a third party has stamped the log, and who. */
export const SealStamps = ({ stamps, size }: StampsProps) => {
  const { words, settings } = useDesk();
  const labels = words.value.timestamps;
  const language = settings.language.value;
  // With the year: it is read years later. In the reader's own time.
  const time = (at: Date): string =>
    at.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const line = (one: StampShown): string => {
    switch (one.state) {
      case 'stamped': {
        const said = labels.stamped(one.authority, time(one.genTime));
        const joint = language === 'en' ? ', ' : '，';
        return one.size < size ? `${said}${joint}${labels.upTo(one.size)}` : said;
      }
      case 'bad':
        return `${labels.bad(one.origin)} ${inLanguage(one.says, language)}`;
      default:
        return labels[one.state](one.origin);
    }
  };
  if (stamps === null) return <span class="seal-stamp">{labels.unknown}</span>;
  if (stamps.length === 0) return <span class="seal-stamp">{labels.none}</span>;
  return (
    <>
      {stamps.map((one) => (
        <span key={line(one)} class={`seal-stamp seal-stamp-${one.state}`}>
          {line(one)}
        </span>
      ))}
    </>
  );
};

/** What stands behind the stamps, for those who look further. */
export const SealRoots = ({ stamps }: Pick<StampsProps, 'stamps'>) => {
  const labels = useDesk().words.value.timestamps;
  const roots = [...new Set((stamps ?? []).flatMap((one) => (one.state === 'stamped' ? [one.root] : [])))];
  return (
    <>
      {roots.map((root) => (
        <p key={root}>{labels.root(root)}</p>
      ))}
    </>
  );
};
