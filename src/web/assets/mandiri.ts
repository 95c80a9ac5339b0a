// The offline page: one file that checks receipts, witnesses and the growth of the log, and asks
// nobody. tools/assets.mjs puts this script, its sheet and both languages into mandiri.html; there T
// gives the sentence in the language that is chosen, and the page's policy lets nothing else run.
import { grew, readCheckpoint, readNote, readReceipt, sightsOf, signedBy, verify, type Receipt, type Result } from './bukti';
import { $, $$, make } from './dom';

const area = (id: string) => $<HTMLTextAreaElement | HTMLInputElement>(id);
const root = document.documentElement;
const SIZE_MAX = 1 << 20;

type Row = [string, Result, string?];
const CLASS: Record<Result, string> = { good: 'ok', bad: 'no', skipped: 'mut' };
const word = (r: Result) => (r === 'good' ? T('js.good') : r === 'bad' ? T('js.bad') : T('self.skipped'));
const put = (sentence: string, values: Record<string, string | number>) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
const time = (seconds: bigint) =>
  (seconds > 253402300799n ? `${seconds} s` : new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ') + ' UTC');

function show(id: string, verdict: string, good: Result, rows: Row[], more = '') {
  const box = $(id);
  box.hidden = false;
  box.className = good === 'good' ? 'good' : good === 'bad' ? 'bad' : '';
  $(`${id}-j`).textContent = verdict;
  $(`${id}-b`).replaceChildren(...rows.map(([what, result, detail]) =>
    make('li', {}, `${what} `, make('strong', { className: CLASS[result], textContent: word(result) }), detail ? ` (${detail})` : '')));
  $(`${id}-w`).textContent = more;
  $(`${id}-j`).focus();
}

function details(receipt: Receipt): [string, string][] {
  const lines = new Map((receipt.manifest ?? '').split('\n').map((line) => {
    const cut = line.indexOf(' ');
    return [line.slice(0, cut), line.slice(cut + 1)];
  }));
  const parts = [...lines.keys()].filter((key) => key.startsWith('blob-')).length;
  const place = put(T('self.place_of'), { index: receipt.index, size: receipt.size });
  const held: [string, string][] = receipt.manifest === null ? [] : [
    [T('self.accepted'), lines.get('accepted-at') ?? ''], [T('self.office'), lines.get('office') ?? ''],
    [T('self.kind'), lines.get('kind') ?? ''], [T('self.body'), lines.get('body') ?? ''], [T('self.parts'), String(parts)],
  ];
  return [...held, [T('self.place'), place], [T('self.log_key'), receipt.vkey]];
}

function check() {
  const typed = area('#tanda').value;
  const receipt = readReceipt(typed);
  $('#hasil-d').replaceChildren();
  if (!receipt) return show('#hasil', typed.trim() ? T('self.unreadable') : T('self.empty'), 'skipped', []);
  const given = area('#kunci').value.trim();
  const vkey = given || receipt.vkey;
  const checks = verify(receipt, vkey);
  const rows: Row[] = [
    [T('verify.check_form'), checks.form], [T('verify.check_leaf'), checks.leaf],
    [T('verify.check_path'), checks.path], [T('verify.check_signature'), checks.signature],
  ];
  const named = area('#saksi').value;
  const seen = sightsOf(readNote(receipt.note)!, vkey, named);
  if (!seen) return show('#hasil', T('self.bad_witness'), 'skipped', []);
  for (const sight of seen.sights)
    rows.push([put(T('self.seen_by'), { name: sight.name }), sight.saw, sight.seconds === null ? '' : time(sight.seconds)]);
  const quorum = Number(area('#kuorum').value);
  if (seen.sights.length && !(quorum >= 1 && quorum <= seen.sights.length))
    return show('#hasil', T('self.bad_quorum'), 'skipped', []);
  if (seen.sights.length) rows.push([put(T('self.quorum_of'), { n: quorum }), seen.count >= quorum ? 'good' : 'bad', String(seen.count)]);
  const bad = rows.some(([, result]) => result === 'bad');
  const warnings = [
    given ? '' : T('self.own_key'), receipt.manifest === null ? T('self.bare') : '', seen.sights.length ? '' : T('self.no_witness'),
  ];
  if (!bad) $('#hasil-d').replaceChildren(...details(receipt).flatMap(([what, value]) => [
    make('dt', { textContent: what }), make('dd', { textContent: value })]));
  return show('#hasil', bad ? T('js.false') : T('js.genuine'), bad ? 'bad' : 'good', rows, bad ? '' : warnings.filter(Boolean).join(' '));
}

function compare() {
  const old = readCheckpoint(area('#lama').value);
  const now = readCheckpoint(area('#baru').value);
  if (!old || !now) return show('#tumbuh', old ? T('self.new_unreadable') : T('self.old_unreadable'), 'skipped', []);
  const held = [area('#lama').value, area('#baru').value, area('#tanda').value].map(readReceipt).find(Boolean);
  const vkey = area('#kunci').value.trim() || held?.vkey || '';
  if (!vkey) return show('#tumbuh', T('self.need_key'), 'skipped', []);
  if (now.old !== old.note.size && now.note.size !== old.note.size)
    return show('#tumbuh', put(T('self.need_proof'), { n: old.note.size }), 'skipped', []);
  const rows: Row[] = [
    [put(T('self.old_signed'), { n: old.note.size }), signedBy(old.note, vkey)],
    [put(T('self.new_signed'), { n: now.note.size }), signedBy(now.note, vkey)],
    [T('self.goes_on'), grew(old.note, now.note, now.proof) ? 'good' : 'bad'],
  ];
  const bad = rows.some(([, result]) => result === 'bad');
  const forked = bad && rows[0][1] === 'good' && rows[1][1] === 'good';
  return show('#tumbuh', forked ? T('self.forked') : bad ? T('self.differs') : T('self.grew'), bad ? 'bad' : 'good', rows,
    forked ? T('self.forked_text') : area('#kunci').value.trim() ? '' : T('self.own_key'));
}

function speak(english: boolean) {
  root.lang = english ? 'en' : 'id';
  for (const place of $$('[data-en]')) place.textContent = place.dataset[root.lang]!;
  $('#hasil').hidden = $('#tumbuh').hidden = true;
}

interface Detector { detect(image: ImageBitmap): Promise<{ rawValue: string }[]> }
const scanner = (window as { BarcodeDetector?: new (o: { formats: string[] }) => Detector }).BarcodeDetector;
$('#foto-b').hidden = !scanner;
$<HTMLInputElement>('#foto').onchange = async (event) => {
  const file = (event.target as HTMLInputElement).files![0];
  if (!file) return;
  try {
    const [found] = await new scanner!({ formats: ['qr_code'] }).detect(await createImageBitmap(file));
    area('#tanda').value = found.rawValue;
    check();
  } catch {
    show('#hasil', T('self.no_code'), 'skipped', []);
  }
};
$<HTMLInputElement>('#berkas').onchange = async (event) => {
  const file = (event.target as HTMLInputElement).files![0];
  if (!file) return;
  if (file.size > SIZE_MAX) return show('#hasil', T('self.unreadable'), 'skipped', []);
  area('#tanda').value = await file.text();
  return check();
};
$('#periksa').onclick = check;
$('#banding').onclick = compare;
$('#bahasa').onclick = () => speak(root.lang === 'id');
if (!/^(id|ms|jv|su)\b/.test(navigator.language)) speak(true);
