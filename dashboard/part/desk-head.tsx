import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesState } from '../state/duties.ts';
import { onAirMs } from '../view/broadcasts.tsx';
import { useDesk } from '../view/desk.ts';
import { broadcastTime } from '../words/time.ts';
import { CategoryTags } from './checklist.tsx';
import { DutiesStatus } from './duties-status.tsx';

interface Props {
  readonly broadcast: BroadcastView;
  readonly of: DutiesState;
}

/** How long it has been on air, and what is being sold. */
export const DeskHead = ({ broadcast, of }: Props) => {
  const { words } = useDesk();
  const { host: labels, duties, broadcasts } = words.value;
  const current = of.board?.products.filter((product) => product.current) ?? [];
  return (
    <header class="host-head">
      <div class="host-title">
        <h1>{broadcast.title}</h1>
        <p class="host-clock">
          <span class="quiet">{broadcast.state === 'ended' ? broadcasts.state.ended : labels.onAir}</span>{' '}
          <OnAir broadcast={broadcast} />
        </p>
      </div>
      <div class="desk-selling">
        <p class="desk-selling-head">
          <span class="nudge-label">{labels.selling}</span>
          {broadcast.state === 'silent' && <span class="tag tag-warn host-silent">{labels.silent}</span>}
        </p>
        {current.length === 0 && of.board && <p class="quiet">{labels.noProduct}</p>}
        {current.map((product) => (
          <p key={product.productId} class="desk-product">
            {product.linkNo !== undefined && <span class="quiet">{duties.link(product.linkNo)} </span>}
            <strong>{product.name ?? duties.nameless}</strong> <CategoryTags product={product} />
          </p>
        ))}
        <DutiesStatus of={of} />
      </div>
    </header>
  );
};

/** Of its own: nothing else has to be drawn again every second. */
const OnAir = ({ broadcast }: { readonly broadcast: BroadcastView }) => {
  const { clock } = useDesk();
  return <time>{broadcastTime(onAirMs(broadcast, clock.nowMs.value))}</time>;
};
