// Verifies a receipt in the browser: nothing is sent anywhere. The verifier is a file of its own,
// asked for when somebody wants it.
import type { Result } from './bukti';
import { $, $$, ready } from './dom';

ready();
const form = $<HTMLFormElement>('#periksa');
const field = $<HTMLTextAreaElement>('#tanda');
const result = $('#hasil');
const words: Record<Result, [string, string]> = {
  good: [T('js.good'), 'ok'], bad: [T('js.bad'), 'no'], skipped: [T('js.skipped'), 'skip'],
};

function say(verdict: string, results: Result[]) {
  result.hidden = false;
  $('h2', result).textContent = verdict;
  $('ol', result).hidden = !results.length;
  $$('strong', result).forEach((place, i) => {
    if (results[i]) [place.textContent, place.className] = words[results[i]];
  });
  $('h2', result).focus();
}

$('#lokal').onclick = async () => {
  let verifier: typeof import('./bukti');
  try {
    verifier = await import(BUKTI);
  } catch {
    return say(T('js.skipped'), []); // no line
  }
  const receipt = verifier.readReceipt(field.value);
  if (!receipt) return say(T('js.unreadable'), []);
  const { form: shape, leaf, path, signature } = verifier.verify(receipt, form.dataset.vkey!);
  const results = [shape, leaf, path, signature];
  return say(results.includes('bad') ? T('js.false') : T('js.genuine'), results);
};
$<HTMLInputElement>('#berkas').onchange = async (event) => {
  const file = (event.target as HTMLInputElement).files![0];
  if (file && file.size < 100000) field.value = await file.text();
};
