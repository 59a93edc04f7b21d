import type { AlertView } from '../../models/contract/alert.ts';
import type { Listing } from '../../models/contract/ingest.ts';
import type { Moment } from '../../models/contract/moment.ts';
import { useDesk } from '../view/desk.ts';
import type { Words } from '../words/zh-Hans.ts';
import { QuotedWords } from './quoted-words.tsx';

interface Props {
  readonly alert: AlertView;
  readonly product: Moment['product'];
  /** Whether the moment has been loaded, so that an absence can be called one. */
  readonly known: boolean;
}

/** What the listing says beside what was said. */
export const ListingBeside = ({ alert, product, known }: Props) => {
  const { words } = useDesk();
  const { facts } = words.value;
  const name = product?.name ?? alert.product?.name;
  const linkNo = product?.linkNo ?? alert.product?.linkNo;
  const rows = product?.listing ? rowsOf(product.listing, alert, words.value) : [];
  if (!name && !product) return null;
  return (
    <>
      <h3>{facts.product}</h3>
      <p>
        {name} {linkNo !== undefined && <span class="tag">{facts.link(linkNo)}</span>}
        {product?.seller && (
          <>
            <br />
            <span class="quiet">
              {facts.seller} {product.seller}
            </span>
          </>
        )}
      </p>
      {alert.subject.type === 'claim' && <h3>{facts.listing}</h3>}
      <dl class="beside">
        {alert.subject.type === 'claim' && (
          <div class="beside-said">
            <dt>{facts.said}</dt>
            <dd lang={alert.broadcast.language}>
              <QuotedWords alert={alert} />
            </dd>
          </div>
        )}
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {known && rows.length === 0 && <p class="quiet">{facts.noListing}</p>}
    </>
  );
};

const rowsOf = (listing: Listing, alert: AlertView, words: Words): [string, string][] => {
  const { facts, money } = words;
  const rows: [string, string | undefined][] = [
    [facts.price, listing.price === undefined ? undefined : money(listing.price)],
    [facts.originalPrice, listing.originalPrice === undefined ? undefined : money(listing.originalPrice)],
    [facts.payable, listing.payable === undefined ? undefined : money(listing.payable)],
    [facts.unit, listing.unit],
    [facts.listed, owed(listing, alert)],
  ];
  return rows.flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : []));
};

/** For a disclosure: what the listing says about it. */
const owed = (listing: Listing, alert: AlertView): string | undefined => {
  if (alert.subject.type !== 'duty') return undefined;
  const value = listing[alert.subject.dutyId];
  return typeof value === 'string' ? value : undefined;
};
