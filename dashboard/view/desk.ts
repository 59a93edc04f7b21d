import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { PublicId, RoomId } from '../../models/contract/ids.ts';
import { mayInRoom, type Right } from '../../models/contract/rights.ts';
import type { App } from '../state/app.ts';
import type { DutiesState } from '../state/duties.ts';

export const Desk = createContext<App | null>(null);

/** The app that this part of the screen belongs to. */
export const useDesk = (): App => {
  const app = useContext(Desk);
  if (!app) throw new Error('rendered outside of Desk.Provider');
  return app;
};

/** What a broadcast owes, followed for as long as this part is on screen. */
export const useDuties = (id: PublicId, paceMs?: number): DutiesState => {
  const { duties } = useDesk();
  useEffect(() => duties.watch(id, paceMs), [duties, id, paceMs]);
  return duties.of(id);
};

/** Whether this person may do it in the room. */
export const useRight = (right: Right, room: RoomId): boolean => {
  const me = useDesk().session.me.value;
  return me !== null && mayInRoom(me.memberships, right, room);
};
