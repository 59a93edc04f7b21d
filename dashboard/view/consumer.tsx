import { asPublicId } from '../../models/contract/ids.ts';
import { COLLECT } from '../state/route.ts';
import { useDesk } from './desk.ts';
import { CollectScreen } from './public-collect.tsx';
import { PublicSearch } from './public-search.tsx';
import { RecordScreen } from './record.tsx';

/** For someone who has bought something, with an account or without: find the broadcast, read what was said. */
export const ConsumerScreen = () => {
  const { route } = useDesk();
  const [id] = route.value.rest;
  if (id === COLLECT) return <CollectScreen />;
  return id ? <RecordScreen key={id} id={asPublicId(id)} /> : <PublicSearch />;
};
