interface Sentinel {
  release(): Promise<void>;
}
interface WakeLock {
  request(type: 'screen'): Promise<Sentinel>;
}

/**
 * Keeps the screen from going dark until the answer is called. Where the browser has no wake lock (plain http, some phones)
 * or refuses it (battery saving), nothing happens: the screen is then as bright as its owner has set it.
 */
export const keepAwake = (page: Document, door: Navigator): (() => void) => {
  const { wakeLock } = door as { wakeLock?: WakeLock };
  if (!wakeLock) return () => {};
  let held: Sentinel | null = null;
  let over = false;
  const ask = async (): Promise<void> => {
    if (over || page.visibilityState !== 'visible') return;
    try {
      const got = await wakeLock.request('screen');
      if (over) await got.release();
      else held = got;
    } catch {
      // Refused: it is asked again when the page comes back into sight.
    }
  };
  // A browser takes the lock back whenever the page is hidden.
  const onSight = (): void => void ask();
  page.addEventListener('visibilitychange', onSight);
  void ask();
  return () => {
    over = true;
    page.removeEventListener('visibilitychange', onSight);
    void held?.release().catch(() => {});
  };
};
