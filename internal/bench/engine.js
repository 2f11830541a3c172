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
  const at = '2026-11-22T03:00:00+01:00';
  const route = () => halte.route('en', '{"file_language":["fr"],"languages":["ar"],"residence":["card-f"],"leaving_home":["yes"]}', at);
  const decide = () => halte.document('en', '{"file_language":"fr","languages":["ar"],"residence":"card-f","leaving_home":"yes"}', at);
  const first = await timed(route);
  const many = async (ask) => {
    const took = [];
    for (let i = 0; i < 100; i++) took.push(await timed(ask));
    return took.sort((a, b) => a - b);
  };
  const decisions = await many(decide);
  const pages = await many(route);
  if (!route().page.includes('CPVCF') || !decide().includes('CPVCF')) throw new Error('the decision is another one');
  return { start, open, first, decision: decisions[50], page: pages[50], slowest: pages[98] };
})()
