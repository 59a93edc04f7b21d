import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from '../state/app.ts';

export const Desk = createContext<App | null>(null);

/** The app that this part of the screen belongs to. */
export const useDesk = (): App => {
  const app = useContext(Desk);
  if (!app) throw new Error('rendered outside of Desk.Provider');
  return app;
};
