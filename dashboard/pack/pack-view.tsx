import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { clockOf } from '../../models/contract/pack/clock.ts';
import type { PackExhibit } from '../../models/contract/pack/documents.ts';
import { LISTING_WORDS } from '../../models/contract/pack/listing-words.ts';
import {
  type PackStory,
  type StoryFinding,
  type StoryLine,
  storyOf,
} from '../../models/contract/pack/story.ts';
import type { VerifiedPack2 } from '../../models/contract/pack/verify.ts';
import { noListing, throughWords, whyWithheld } from '../../models/contract/pack/words.ts';
import { PackClip, PackPictures } from './pack-media.tsx';
import type { PackVoice } from './voice.ts';

interface Props {
  readonly pack: VerifiedPack2;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly voice: PackVoice;
}
interface Part {
  readonly pack: VerifiedPack2;
  readonly story: PackStory;
  readonly voice: PackVoice;
}

const Section = ({ id, title, children }: { id: string; title: string; children: ComponentChildren }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

const Row = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);

/** Where findings of one pack stand differently each says how it does. */
const Stands = ({ story, of, voice }: Omit<Part, 'pack'> & { readonly of: StoryFinding }) =>
  story.standing === 'partly' && (
    <p>
      <strong>{voice.word('standing')}</strong> {voice.word(of.stands)}
    </p>
  );

const Claims = ({ story, voice }: Part) => (
  <>
    {story.claims.map(({ leaf, quote, withheld, finding, clock, local, line }) => (
      <article class="pack-claim" key={leaf}>
        <blockquote>{quote || <em>{whyWithheld(voice.word, withheld)}</em>}</blockquote>
        <p class="pack-kind">
          {voice.say(finding.title)} · {voice.article(finding.article)}
        </p>
        <p>{voice.word('whenText', { clock, local })}</p>
        {line && (
          <p>
            <strong>{voice.word('claimedBy')}</strong> {line.speaker ?? ''} {voice.word(`role:${line.role}`)}
          </p>
        )}
        <Stands story={story} of={finding} voice={voice} />
        <p>
          <strong>{voice.word('reason')}</strong> {voice.say(finding.reason)}
        </p>
        {voice.say(finding.suggestion) && (
          <p>
            <strong>{voice.word('suggestion')}</strong> {voice.say(finding.suggestion)}
          </p>
        )}
      </article>
    ))}
    {story.owed.map((duty) => (
      <article class="pack-claim" key={duty.leaf}>
        <blockquote>{voice.say(duty.title)}</blockquote>
        <p class="pack-kind">
          {voice.word('unspoken')} · {voice.article(duty.article)}
        </p>
        <p>{voice.word('whenText', { clock: duty.clock, local: duty.local })}</p>
        <Stands story={story} of={duty} voice={voice} />
        <p>{voice.say(duty.reason)}</p>
      </article>
    ))}
  </>
);

const Facts = ({ story, voice }: Part) => {
  const { word } = voice;
  const { product } = story;
  return (
    <dl class="pack-facts">
      <Row label={word('when')}>{word('whenText', { clock: story.at.clock, local: story.at.local })}</Row>
      <Row label={word('room')}>
        {[story.room, story.operator && word('operator', { name: story.operator }), story.platform]
          .filter(Boolean)
          .join(' · ')}
      </Row>
      {story.title !== undefined && <Row label={word('broadcastTitle')}>{story.title}</Row>}
      {product && (
        <Row label={word('goods')}>
          {[
            product.name ?? product.id,
            product.linkNo !== undefined && word('link', { n: product.linkNo }),
            product.seller,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Row>
      )}
      {story.standing !== 'none' && (
        <Row label={word('standing')}>
          {[word(story.standing), ...story.correctedAt.map(({ clock }) => word('corrected', { clock }))].join(
            ' · ',
          )}
        </Row>
      )}
    </dl>
  );
};

/** The text with the claimed words marked; whatever it says, it is text. */
const Marked = ({ line }: { readonly line: StoryLine & { readonly text: string } }) => {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const { start, end } of line.marks) {
    if (start < at) continue;
    parts.push(line.text.slice(at, start), <mark key={start}>{line.text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {parts}
      {line.text.slice(at)}
    </>
  );
};

const Lines = ({ story, pack, voice }: Part) => {
  const { word } = voice;
  const { words, media } = pack.document.coverage;
  return (
    <Section id="pack-context" title={`${word('context')} (${story.from.clock}–${story.until.clock})`}>
      <p>{word('coverageText', { words, media })}</p>
      <ul class="pack-gaps">
        {story.gaps.map(({ from, until, reason }) => (
          <li key={`${from.atMs}-${until.atMs}`}>
            {word('gapRow', { from: from.clock, until: until.clock, cause: word(`gap:${reason}`) })}
          </li>
        ))}
      </ul>
      {story.lines.length === 0 && <p>{word('contextNone')}</p>}
      <ol class="pack-lines">
        {story.lines.map((line) => (
          <li key={line.leaf} class={line.marks.length > 0 ? 'pack-marked' : undefined}>
            <span class="pack-clock">{line.clock}</span>{' '}
            <span class="pack-who">{line.speaker ?? word(`role:${line.role}`)}</span>{' '}
            <span class="pack-said">
              {line.text === null ? (
                <em>{whyWithheld(word, line.withheld)}</em>
              ) : (
                <Marked line={{ ...line, text: line.text }} />
              )}
            </span>
          </li>
        ))}
      </ol>
      {Object.entries(pack.document.leftOut).map(([kind, n]) => (
        <p key={kind}>{word('leftOut', { n, kind: kindName(voice, kind) })}</p>
      ))}
      <p class="pack-quiet">{word('masked')}</p>
    </Section>
  );
};

const Withheld = ({ story, voice: { word } }: Part) =>
  story.withheld.length === 0 ? null : (
    <Section id="pack-withheld" title={word('withheldTitle')}>
      <ul>
        {story.withheld.map((notice) => {
          const why = whyWithheld(word, notice);
          const { leaf, of, from, until } = notice;
          return (
            <li key={leaf}>
              {from && until
                ? word('withheldMedia', { from: from.clock, until: until.clock, why })
                : word('withheldRecord', { leaf: of ?? leaf, why })}{' '}
              <span class="pack-quiet">{word('withheldBy', { leaf })}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );

const kindName = ({ word }: PackVoice, kind: string): string =>
  kind === 'speech' || kind === 'chat' || kind === 'media' ? word(`kind:${kind}`) : kind;

const fieldName = ({ say }: PackVoice, field: string): string => {
  const name = Object.hasOwn(LISTING_WORDS, field) ? LISTING_WORDS[field] : undefined;
  return name ? say(name) : field;
};

const Listing = ({ story, voice }: Part) => {
  const { product } = story;
  if (!product) return null;
  const { word } = voice;
  return (
    <Section id="pack-listing" title={word('listing')}>
      {product.asOf && <p class="pack-quiet">{word('listingAsOf', { clock: product.asOf.clock })}</p>}
      {(product.listing ?? []).length === 0 && <p>{noListing(word, product.withheld)}</p>}
      <dl class="pack-facts">
        {(product.listing ?? []).map(([field, value]) => (
          <Row key={field} label={fieldName(voice, field)}>
            {value}
          </Row>
        ))}
      </dl>
    </Section>
  );
};

const Duties = ({ story, voice }: Part) => (
  <Section id="pack-duties" title={voice.word('duties')}>
    {story.duties.length === 0 && <p>{voice.word('dutiesNone')}</p>}
    <ul>
      {story.duties.map(({ leaf, name, product, say, article }) => (
        <li key={leaf}>
          <strong>{voice.say(name)}</strong>{' '}
          {[product, article && voice.article(article)].filter(Boolean).join(' · ')}
          {voice.say(say) && <div>{voice.word('dutySay', { say: voice.say(say) })}</div>}
        </li>
      ))}
    </ul>
  </Section>
);

const Exhibit = ({
  exhibit,
  voice: { word },
}: {
  readonly exhibit: PackExhibit;
  readonly voice: PackVoice;
}) => {
  const { file, name, type, bytes, at, atMs, placedBy, sha256, leaf } = exhibit;
  const clock = clockOf(atMs ?? 0);
  const facts = [
    type,
    word('bytes', { n: bytes }),
    at && word('exhibitAt', { at }),
    placedBy && word(placedBy === 'clock' ? 'exhibitClock' : 'exhibitHand', { clock }),
    leaf !== undefined && word('record', { leaf }),
    file ?? word('exhibitNoFile'),
  ];
  return (
    <li>
      <strong>{name}</strong>
      <div class="pack-quiet">{facts.filter(Boolean).join(' · ')}</div>
      <code>{sha256}</code>
    </li>
  );
};

const MarkedBy = ({ story: { marked }, voice: { word } }: Part) =>
  marked ? (
    <Section id="pack-mark" title={word('marked')}>
      <p class="pack-quiet">{word('markedAt', { at: marked.at })}</p>
      {marked.words !== undefined && <p>{word('markedWords', { words: marked.words })}</p>}
      {marked.withheld && <p>{word('markedWords', { words: whyWithheld(word, marked.withheld) })}</p>}
      {marked.bought !== undefined && <p>{word('markedBought', { when: marked.bought })}</p>}
    </Section>
  ) : null;

const Decisions = ({ story, pack, voice }: Part) => {
  const { word } = voice;
  const { exhibits, findings } = pack.document;
  const { answers } = story;
  return (
    <>
      {story.decisions.length + story.cases.length > 0 && (
        <Section id="pack-decisions" title={word('decisions')}>
          <ul>
            {story.decisions.map(({ action, at }) => (
              <li key={`${at}${action}`}>{word('decisionRow', { at, act: word(`act:${action}`) })}</li>
            ))}
            {story.cases.map(({ leaf, at, others }) => (
              <li key={leaf}>{word('caseRow', { at, n: others, leaf })}</li>
            ))}
          </ul>
        </Section>
      )}
      {findings.length > 0 && (
        <Section id="pack-answers" title={word('answers')}>
          {answers.length === 0 && <p>{word('answersNone')}</p>}
          {answers.map(({ leaf, text, at, isMore, moments, withheld }) => (
            <blockquote key={leaf} class="pack-answer">
              {text === null ? <em>{whyWithheld(word, withheld)}</em> : text}
              <footer>
                {[
                  word(isMore ? 'answerMore' : 'answerAt', { at }),
                  ...moments.map(({ clock }) => word('answerMoments', { clock })),
                  word('record', { leaf }),
                ].join(' · ')}
              </footer>
            </blockquote>
          ))}
        </Section>
      )}
      {exhibits.length > 0 && (
        <Section id="pack-exhibits" title={word('exhibits')}>
          <p>{word('exhibitsText')}</p>
          <ul>
            {exhibits.map((exhibit) => (
              <Exhibit key={exhibit.sha256} exhibit={exhibit} voice={voice} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
};

const Meaning = ({ pack, story, voice }: Part) => {
  const { word } = voice;
  const { verifyUrl } = pack.document;
  const told = story.through && throughWords(word, story.through);
  return (
    <>
      <Section id="pack-proves" title={word('proves')}>
        <ul>
          {(['proves:1', 'proves:2', 'proves:3'] as const).map((name) => (
            <li key={name}>{word(name)}</li>
          ))}
          {told?.proves.map((said) => (
            <li key={said}>{said}</li>
          ))}
          {story.withheld.length > 0 && <li>{word('provesWithheld')}</li>}
        </ul>
      </Section>
      <Section id="pack-proves-not" title={word('provesNot')}>
        <ul>
          {(['provesNot:1', 'provesNot:2', 'provesNot:3', 'provesNot:4'] as const).map((name) => (
            <li key={name}>{word(name)}</li>
          ))}
          {told?.provesNot.map((said) => (
            <li key={said}>{said}</li>
          ))}
          {story.leftOut !== null && story.leftOut.hidden > 0 && (
            <li>{word('provesNot:leftOut', { ...story.leftOut })}</li>
          )}
        </ul>
      </Section>
      <Section id="pack-how" title={word('how')}>
        <p>{word('howOnline', { url: verifyUrl, code: pack.code })}</p>
        <p>{word('howOffline')}</p>
      </Section>
    </>
  );
};

/** A verified pack as a page to read: what was said, when, by whom, what stood around it, and what all that proves. */
export const PackView = ({ pack, files, voice }: Props) => {
  const story = useMemo(() => storyOf(pack.document, pack.records, pack.through), [pack]);
  const part = { pack, story, voice };
  return (
    <div class="pack-view">
      <Claims {...part} />
      <Facts {...part} />
      <MarkedBy {...part} />
      <PackClip pack={pack} files={files} voice={voice} />
      <Lines {...part} />
      <Withheld {...part} />
      <Listing {...part} />
      <Duties {...part} />
      <Decisions {...part} />
      <PackPictures pack={pack} files={files} voice={voice} />
      <Meaning {...part} />
    </div>
  );
};
