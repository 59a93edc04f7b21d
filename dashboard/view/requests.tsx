import { useDesk } from './desk.ts';
import { MyRequests } from './request-mine.tsx';
import { RequestMoment } from './request-moment.tsx';
import { RequestQueue } from './request-queue.tsx';

/** Moments asked for by an order: to buyers their own, to the platform those that wait. */
export const RequestsScreen = () => {
  const { route, session, words } = useDesk();
  const [id] = route.value.rest;
  if (session.me.value?.role !== 'consumer') return <RequestQueue chosen={id ?? null} />;
  if (id !== undefined) return <RequestMoment key={id} id={id} />;
  return (
    <div class="page">
      <h1 class="unseen">{words.value.screens.requests}</h1>
      <MyRequests />
    </div>
  );
};
