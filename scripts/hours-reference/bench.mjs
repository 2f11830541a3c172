// Measures the reference on one text and prints nanoseconds per call, as "name ns" lines.
import opening_hours from "opening_hours";

const text = "Mo-Fr 09:00-12:30,13:00-17:00; PH off";
const place = { lat: "50.85", lon: "4.35", address: { country_code: "be", state: "" } };
const friday = new Date(2026, 8, 11, 18, 0);

function measure(name, call) {
  for (let i = 0; i < 300; i++) call(); // warm up
  let calls = 0;
  const start = process.hrtime.bigint();
  let took = 0;
  while (took < 1e9) {
    for (let i = 0; i < 50; i++) call();
    calls += 50;
    took = Number(process.hrtime.bigint() - start);
  }
  process.stdout.write(`${name} ${Math.round(took / calls)}\n`);
}

console.log = console.info = console.warn = () => {};
const schedule = new opening_hours(text, place, 0);
measure("parse", () => new opening_hours(text, place, 0));
measure("state", () => schedule.getState(friday));
measure("next", () => schedule.getNextChange(friday));
