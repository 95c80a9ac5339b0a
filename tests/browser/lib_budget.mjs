// The budgets of time, and whether a page keeps them. How times come about: lib_line.mjs.
import { FAST_3G, SLOW_3G, load, pace } from './lib_line.mjs';

const TRIES = 3; // a machine can add to the work of a page, never take from it: the least counts
export const INP_MS = 200; // at SLOW_3G.cpu
export const SCORE = 95; // Lighthouse's performance, of 100, public pages

/** Of each class of pages: ms, how many files, elements, Lighthouse's score. Bytes: lib.mjs. */
export const BUDGETS = {
  entry: { line: SLOW_3G, lcp: 1300, tti: 1400, tbt: 50, files: 3, score: SCORE, nodes: 800 },
  form: { line: SLOW_3G, lcp: 1500, tti: 1600, tbt: 100, files: 3, score: SCORE, nodes: 800 },
  figures: { line: SLOW_3G, lcp: 1800, tti: 1900, tbt: 50, files: 3, score: SCORE, nodes: 800 },
  staff: { line: FAST_3G, lcp: 2000, tti: 2500, tbt: 200, files: 6, score: 0, nodes: 2500 },
};

// Abramowitz and Stegun 7.1.26, as Lighthouse does it.
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - y * Math.exp(-x * x));
}
const mark = (value, p10, median) =>
  (value <= 0 ? 1 : (1 - erf((Math.log(value / median) * 0.9061938024368232) / -Math.log(p10 / median))) / 2);
/** Lighthouse's score of a phone from these figures (versions 10 to 12: weights and log-normal
 * curves of its documentation). It counts setting up a connection, so a round trip more; its speed
 * index is not above the time at which all is done. */
export function score(got, line) {
  const [fcp, lcp, whole] = [got.fcp, got.lcp, got.tti].map((ms) => ms + line.rtt);
  return 10 * mark(fcp, 1800, 3000) + 10 * mark(whole, 3387, 5800) + 25 * mark(lcp, 2500, 4000)
    + 30 * mark(got.tbt, 200, 600) + 25 * mark(got.cls, 0.1, 0.25);
}

/** What of its budget these figures miss, in words. */
function missed(got, { line, lcp, tti, tbt, files, score: least }) {
  const lazy = got.files.filter((f) => f.by === 'script').map((f) => f.url);
  return [
    got.lcp > lcp && `LCP ${got.lcp.toFixed()} ms (${got.largest}), at most ${lcp}`,
    got.tti > tti && `TTI ${got.tti.toFixed()} ms, at most ${tti}`,
    got.tbt > tbt && `TBT ${got.tbt.toFixed()} ms, at most ${tbt}`,
    got.cls && `CLS ${got.cls.toFixed(4)}, nothing may move: ${got.moved.join(' | ')}`,
    got.timers && `${got.timers} timers set while loading: the times do not know them`,
    got.files.length > files && `${got.files.length} requests, at most ${files}`,
    lazy.length && `a script asks for more at once: ${lazy.join(' ')}`,
    score(got, line) < least && `Lighthouse would give ${score(got, line).toFixed()}, at least ${least}`,
  ].filter(Boolean);
}

/** Loads the page, again when it is late, and gives { got, faults }: the least of each time counts.
 * prepare: what comes before each going there, when going is to send a form. */
export async function timed(page, go, kind, { tries = TRIES, prepare = () => {} } = {}) {
  const budget = BUDGETS[kind];
  const best = (a, b) => ({ ...b, ...Object.fromEntries(['fcp', 'lcp', 'tti', 'tbt'].map((k) => [k, Math.min(a[k], b[k])])) });
  await prepare();
  let got = await load(page, go, budget.line);
  for (let n = 1; n < tries && missed(got, budget).length; n++) {
    const slower = await pace(page);
    await prepare();
    const again = await load(page, go, budget.line, slower);
    // What moves, is asked for or waits for a clock is no matter of speed: it counts as first seen.
    got = { ...best(got, again), cls: Math.max(got.cls, again.cls), moved: [...got.moved, ...again.moved], files: got.files, timers: got.timers };
  }
  return { got, faults: missed(got, budget) };
}

/** One line for whoever reads the log. */
export const said = (got, line) => [`LCP ${got.lcp.toFixed()}`, `TTI ${got.tti.toFixed()}`, `TBT ${got.tbt.toFixed()}`, `CLS ${got.cls}`,
  `${got.files.length} files`, `score ${score(got, line).toFixed()}`].join(', ');
