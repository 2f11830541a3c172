// Notes, from before the page begins, what a reader of it sees and waits for.
(() => {
  'use strict';
  if (window !== top) return;
  const seen = window.seen = { painted: 0, largest: 0, shifted: 0, long: [] };
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('paint', (e) => { if (e.name === 'first-contentful-paint') seen.painted = e.startTime; });
  watch('largest-contentful-paint', (e) => { seen.largest = e.startTime; });
  watch('layout-shift', (e) => { seen.shifted += e.value; });
  watch('longtask', (e) => { seen.long.push([e.startTime, e.startTime + e.duration]); });
})();
