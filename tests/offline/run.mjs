import { spawnSync } from 'node:child_process'
import { createHash, webcrypto } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { kode, verifier } from './verifier.mjs'

const { grew, readCheckpoint, readNote, readReceipt, sightsOf, signedBy, verify } = verifier
const NETRAL = process.env.NETRAL
const folder = mkdtempSync(join(tmpdir(), 'netral-offline-'))
let passed = 0, failed = 0
function check(name, good, shown) {
  if (good) passed++
  else {
    failed++
    console.log(`not ok ${name}`, shown ?? '')
  }
}
const results = checks => [checks.form, checks.leaf, checks.path, checks.signature].join(' ')
/** As a reader would judge it: the receipt's own key. */
const judge = (text, vkey) => {
  const receipt = readReceipt(text)
  return receipt ? results(verify(receipt, vkey ?? receipt.vkey)) : 'none'
}
const GOOD = 'good good good good', BARE = 'good skipped good good'

// --- receipt codes: the vectors of docs/sealing.md and src/seal/seal_code_test.c
{
  globalThis.crypto ??= webcrypto
  const hexOf = bytes => Buffer.from(bytes).toString('hex')
  const VECTORS = [
    ['000102030405060708090a0b0c0d0e0f', '8004-1061-050R-3GG2-8A1C-60T3-GF2', '0004-1061-050R-3GG2-8A1C-60T3-GF6',
      '556063c802b0d5ac8a84a7aba5eedfc5328f1dfb0110af2bdf3363108f4921d4', '756f2e29d3af49ce0d30515b4788f5cadcbb948bde5a74c8019e1d5a3ee7612a'],
    ['ffffffffffffffffffffffffffffffff', 'FZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZW', '7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ*',
      '1ff3111c199527a52e034335a8d2bea1fb542f214f16891a6c95453e6292e496'],
    ['00000000000000000000000000000000', '8000-0000-0000-0000-0000-0000-00~', '0000-0000-0000-0000-0000-0000-000'],
  ]
  for (const [hex, drawn, made, token, secret] of VECTORS) {
    const code = new Uint8Array(Buffer.from(hex, 'hex'))
    check(`${hex}: is written`, kode.write(code) === drawn, kode.write(code))
    for (const [text, by] of [[drawn, true], [made, false], [` ${drawn.toLowerCase().replaceAll('-', ' ')}\n`, true], [made.replaceAll('0', 'o').replaceAll('1', 'l'), false]])
      check(`${text}: is read`, hexOf(kode.read(text)?.code ?? []) === hex && kode.read(text).drawn === by)
    if (token) check(`${hex}: its token`, await kode.tokenOf(code) === token)
    if (secret) check(`${hex}: the secret of its key`, hexOf(await kode.secretOf(code)) === secret)
  }
  const code = kode.draw(), text = kode.write(code)
  check('a code is drawn, and another the next time', code.length === 16 && hexOf(kode.read(text).code) === hexOf(code) && kode.write(kode.draw()) !== text)
  const letters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U']
  const slips = [...text].flatMap((right, at) => (right === '-' ? [] : letters.filter(l => l !== right).map(l => text.slice(0, at) + l + text.slice(at + 1))))
  check('each slip of one symbol is no code', slips.length === 27 * 36 && slips.every(slip => !kode.read(slip)), slips.find(slip => kode.read(slip)))
  for (const none of ['', '-', text.slice(0, -1), `${text}0`, `!${text.slice(1)}`, 'G004-1061-050R-3GG2-8A1C-60T3-GF=', 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZM', 'kode saya'])
    check(`${none}: is no code`, !kode.read(none))
}

// --- receipts and their QR codes: tests/golden/slip-vectors.json
const vectors = JSON.parse(readFileSync('tests/golden/slip-vectors.json', 'utf8'))
for (const v of vectors) {
  const vkey = v.bundle.vkey
  check(`${v.title}: the bundle holds`, judge(JSON.stringify(v.bundle), vkey) === GOOD, judge(JSON.stringify(v.bundle), vkey))
  check(`${v.title}: inside the API's answer`, judge(JSON.stringify({ receipt_code: 'x', receipt: v.bundle }), vkey) === GOOD)
  const slip = readReceipt(` ${v.slip}\r\n`)
  check(`${v.title}: the QR code holds`, judge(v.slip, vkey) === (v.whole ? GOOD : BARE), judge(v.slip, vkey))
  check(`${v.title}: and is the same receipt`, slip.proof === v.kept && slip.vkey === vkey && slip.index === v.bundle.index
    && slip.manifest === (v.whole ? Buffer.from(v.bundle.manifest, 'base64').toString() : null)
    && Buffer.from(slip.commit).toString('base64') === v.commit, slip)
  check(`${v.title}: another key does not vouch`, !judge(v.slip, vectors.find(o => o.bundle.vkey !== vkey).bundle.vkey).endsWith('good'))
  const note = readNote(readReceipt(JSON.stringify(v.bundle)).note), keys = v.witnesses.join('\n')
  const seen = sightsOf(note, vkey, keys)
  check(`${v.title}: its witnesses saw it`, seen.count === v.witnesses.length && seen.sights.every((s, i) => s.saw === 'good' && s.seconds === 1728880200n + BigInt(i)), seen)
  const kept = sightsOf(readNote(slip.note), vkey, keys)
  check(`${v.title}: and in the QR code the first three`, kept.count === v.seen && kept.sights.every((s, i) => s.saw === (i < v.seen ? 'good' : 'skipped')), kept)
}
{
  const v = vectors[2], note = readNote(readReceipt(v.slip).note), [one, two] = v.witnesses
  check('one key twice is refused', sightsOf(note, v.bundle.vkey, `${one}\n${two}\n${one}`) === null)
  check('a key of a log is no witness', sightsOf(note, v.bundle.vkey, v.bundle.vkey) === null)
  check('a spoilt key is none', sightsOf(note, v.bundle.vkey, one.replace('+', '+0')) === null)
  check('nobody is asked', sightsOf(note, v.bundle.vkey, '\n \n').count === 0)
  const at = note.lines.findIndex(l => one.startsWith(l.name + '+'))
  note.lines[at].rest[20] ^= 1
  check('a false cosignature of a named witness is bad', sightsOf(note, v.bundle.vkey, one).sights[0].saw === 'bad')
  const alias = v.bundle.vkey.split('+'), own = Buffer.from(alias.slice(2).join('+'), 'base64')
  const id = createHash('sha256').update(Buffer.concat([Buffer.from('alias\n'), Buffer.from([4]), own.subarray(1)])).digest().subarray(0, 4)
  const self = `alias+${id.toString('hex')}+${Buffer.concat([Buffer.from([4]), own.subarray(1)]).toString('base64')}`
  check("the log's own key under another name is read, and counts as nobody", sightsOf(note, v.bundle.vkey, self)?.count === 0)
}
for (const text of ['', 'NETRAL1:', 'NETRAL1:256', 'NETRAL1:0 1', 'NETRAL2:001', '{}', '[]', 'null', '{"receipt":null}', '<b>', '"x"',
  JSON.stringify({ ...vectors[0].bundle, netral: 'receipt/v2' }), JSON.stringify({ ...vectors[0].bundle, index: 1 }), vectors[0].slip + '000'])
  check(`no receipt: ${text.slice(0, 40)}`, readReceipt(text) === null)

// --- growth: tests/golden/witness-vectors.txt
const parts = readFileSync('tests/golden/witness-vectors.txt', 'utf8').replace(/---\n$/, "").split(/^--- /m)
const notes = new Map(parts.filter(p => /^size \d+ time 1728880200\n/.test(p)).map(p => [Number(p.split(' ')[1]), p.slice(p.indexOf('\n') + 1)]))
const logKey = vectors[0].bundle.vkey
const keys = parts[0].match(/^vkey .*/gm).map(l => l.slice(5)).join('\n')
for (const [size, text] of notes) {
  const note = readNote(text)
  check(`size ${size}: signed, and seen by both`, signedBy(note, logKey) === 'good' && sightsOf(note, logKey, keys).count === 2)
  check(`size ${size}: no note without its end`, readNote(text.slice(0, -1)) === null)
}
for (const part of parts.filter(p => p.startsWith('from '))) {
  const [, from, to] = /^from (\d+) to (\d+)\n/.exec(part)
  const now = readCheckpoint(part.slice(part.indexOf('\n') + 1)), old = notes.get(Number(from))
  check(`from ${from} to ${to}: read`, now && now.old === Number(from) && signedBy(now.note, logKey) === 'good')
  if (!old) continue
  const before = readCheckpoint(old).note
  check(`from ${from} to ${to}: grew`, grew(before, now.note, now.proof))
  const other = { ...before, root: Uint8Array.from(before.root, (b, i) => b ^ Number(i === 3)) }
  check(`from ${from} to ${to}: not from another root`, !grew(other, now.note, now.proof))
  check(`from ${from} to ${to}: not to another root`, from === '0' || !grew(before, { ...now.note, root: other.root }, now.proof))
  check(`from ${from} to ${to}: not with one hash more`, !grew(before, now.note, [...now.proof, before.root]))
  check(`from ${from} to ${to}: not backwards`, from === to || !grew(now.note, before, now.proof))
  check(`from ${from} to ${to}: not of another log`, !grew({ ...before, origin: 'x' }, now.note, now.proof))
  for (let i = 0; i < now.proof.length; i++)
    check(`from ${from} to ${to}: not without hash ${i}`, !grew(before, now.note, now.proof.filter((_, k) => k !== i)))
}

// --- spoilt receipts: this verifier and the program must agree on each
const file = join(folder, 'receipt')
function program(text, vkey) {
  writeFileSync(file, text)
  return spawnSync(NETRAL, ['verify', '--receipt', file, '--vkey', vkey]).status === 0
}
let seed = 20241127
const random = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
const swap = (text, at, to) => text.slice(0, at) + to + text.slice(at + 1)
const spoil = (text, kind) => {
  const at = random(text.length)
  if (kind === 0) return swap(text, at, String(random(10)))
  if (kind === 1) return text.slice(0, at)
  if (kind === 2) return text.slice(0, at) + text.slice(at + 1)
  return swap(text, at, 'Aa/+= \n"'[random(8)])
}
let agreed = 0, held = 0
const disagree = []
for (let round = 0; round < 120; round++) {
  const v = vectors[round % vectors.length], source = round % 3 ? v.slip : JSON.stringify(v.bundle)
  const text = round < vectors.length ? source : spoil(source, round % 4)
  const mine = /^good (good|skipped) good good$/.test(judge(text, v.bundle.vkey)), its = program(text, v.bundle.vkey)
  if (mine === its) agreed++
  else disagree.push([mine, its, text])
  held += mine
}
check(`program and script agree on 120 receipts, ${held} of which hold`, agreed === 120 && held >= vectors.length && held < 60, disagree[0])

// --- the offline page: what the program serves is one file that asks nobody
writeFileSync(join(folder, 'pages'), '')
const page = spawnSync(NETRAL, ['version', '--file', '/periksa-netral.html'], { maxBuffer: 1 << 20 }).stdout
const html = page.toString('utf8')
check('the offline page is at most 64 KiB, 24 KiB packed', page.length > 10000 && page.length <= 65536 && gzipSync(page, { level: 9 }).length <= 24576,
  [page.length, gzipSync(page, { level: 9 }).length])
const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1] ?? ''
const hashed = (tag, text) => policy.includes(`${tag}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`)
const inner = tag => [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(m => m[1])
check("its policy lets nothing in but its own script and sheet", policy.startsWith("default-src 'none'; ") && !/unsafe|https?:|\*/.test(policy)
  && inner('script').length === 1 && hashed('script', inner('script')[0]) && inner('style').length === 1 && hashed('style', inner('style')[0]), policy)
const markup = html.replace(/<(script|style)>[^]*?<\/\1>/g, '')
check('its markup names no other file', !/(src|href|action|srcset|poster)=(?!"data:,")/i.test(markup) && !/ on\w+=| style=/.test(markup), markup.slice(0, 400))
check('its script asks nobody', !/fetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|import\(|innerHTML|https?:\/\//.test(inner('script')[0]))

rmSync(folder, { recursive: true })
console.log(`passed=${passed} failed=${failed}`)
process.exit(failed > 0 ? 1 : 0)
