// Runs the engine on the page itself, where the slowed processor counts, and times it: starting, opening the parcel, the
// first decision, and many after it. The page normally leaves all of this to a worker.
(async () => {
  const from = document.querySelector('script[data-engine]').dataset;
  await new Promise((done, failed) => {
    const loader = document.createElement('script');
    Object.assign(loader, { src: from.loader, onload: done, onerror: failed });
    document.head.append(loader);
  });
  const fetched = await Promise.all([from.engine, from.parcel].map((address) => fetch(address).then((a) => a.arrayBuffer())));
  const parcel = new TextDecoder().decode(fetched[1]);
  const timed = async (work) => { const before = performance.now(); await work(); return performance.now() - before; };

  const go = new Go();
  const start = await timed(async () => {
    const { instance } = await WebAssembly.instantiate(fetched[0], go.importObject);
    const running = new Promise((done) => { self.halteReady = done; });
    go.run(instance);
    await running;
  });
  const open = await timed(() => halte.open(parcel));
  const route = () => halte.route('en', '{"file_language":["fr"],"languages":["ar"],"residence":["card-f"],"leaving_home":["yes"]}',
    '2026-11-22T03:00:00+01:00');
  const first = await timed(route);
  const later = [];
  for (let i = 0; i < 100; i++) later.push(await timed(route));
  if (!JSON.parse(route()).page.includes('CPVCF')) throw new Error('the decision is another one');
  later.sort((a, b) => a - b);
  return { start, open, first, later: later[50], slowest: later[98] };
})()
