import { addressOf, screensFor } from '../state/route.ts';
import { useDesk } from '../view/desk.ts';
import { captureTrouble, unheardBrief } from '../words/captures.ts';

/** Always in sight while it lasts: which live broadcasts' captions cannot be had, why, and the way to all of them. */
export const Unheard = () => {
  const { broadcasts, session, settings } = useDesk();
  const me = session.me.value;
  const list = broadcasts.unheard.value;
  const first = list[0];
  if (!first?.capture || !me || me.role === 'consumer') return null;
  const language = settings.language.value;
  const hint = captureTrouble(first.capture, language) ?? first.capture.message ?? '';
  const brief = unheardBrief(list.length, first.title, language);
  const said = (
    <>
      {brief}
      <span class="unseen">{hint}</span>
    </>
  );
  return (
    <p class="away" role="status" title={hint}>
      {screensFor(me).includes('broadcasts') ? (
        <a href={addressOf({ screen: 'broadcasts', rest: [] })}>{said}</a>
      ) : (
        said
      )}
    </p>
  );
};
