/** @param {number} ms @returns {string} as a person says it: `4.2 s`, `3 min 05 s` */
export function seconds(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10 ? 3 : 1)} s`;
  const whole = Math.round(ms / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
