// Makes tests/golden/slip-vectors.json with node's own Ed25519 and SHA-256, sharing no line with the
// program nor with the pages' scripts: node tests/golden/slip_vectors.mjs > tests/golden/slip-vectors.json
// Each receipt has a bundle, and the slip of docs/ledger.md: digits for a QR code.
import { createHash, createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'

const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts.map(p => Buffer.from(p)))).digest()
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

function key(name, fill, type) {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.alloc(32, fill)]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32)
  const id = sha(name + '\n', [type], open).subarray(0, 4)
  return { name, secret, open, id, vkey: `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.from([type]), open]).toString('base64')}` }
}

// --- the receipt
const manifestText = m => [
  `accepted-at ${m.at}`,
  ...m.parts.map(([label, bytes], i) => `blob-${String(i).padStart(2, '0')} ${sha(label).toString('hex')} ${bytes}`),
  `body ${sha(m.body).toString('hex')} ${m.body.length}`, `kind ${m.kind}`, 'netral-manifest/v1', `office ${m.office}`,
  `prev ${m.prev.toString('hex')}`, `seq ${m.seq}`, `stream ${m.stream.toString('hex')}`, ''].join('\n')

// Hashes of a path of which nobody knows the other leaves, and the root that they give (RFC 9162 2.1.3.2).
function climb(leaf, index, size) {
  let node = BigInt(index), last = BigInt(size) - 1n, root = leaf
  const path = []
  while (last > 0n) {
    const right = node & 1n || node === last
    if (right) while (!(node & 1n)) { node >>= 1n; last >>= 1n }
    path.push(sha(`sibling ${index} ${size} ${path.length}`))
    root = right ? sha([1], path.at(-1), root) : sha([1], root, path.at(-1))
    node >>= 1n
    last >>= 1n
  }
  return { path, root }
}
const line = (k, ...parts) => `\u2014 ${k.name} ${Buffer.concat([k.id, ...parts]).toString('base64')}\n`

// --- its slip
const number = value => {
  const out = []
  let rest = BigInt(value)
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128)
  return Buffer.from([...out, Number(rest)])
}
const name = text => Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)])
const DIGITS = [0, 3, 5, 8, 10, 13, 15, 17]
function digits(bytes) {
  let text = 'NETRAL1:'
  for (let at = 0; at < bytes.length; at += 7) {
    const block = bytes.subarray(at, at + 7)
    text += BigInt('0x' + block.toString('hex')).toString().padStart(DIGITS[block.length], '0')
  }
  return text
}
const micros = at => BigInt(Date.parse(at.slice(0, 19) + 'Z')) * 1000n + BigInt(at.slice(20, 26))
const content = (r, whole) => whole ? Buffer.concat([
  r.salt, number(micros(r.m.at)), name(r.m.kind), name(r.m.office), number(r.m.seq),
  r.m.prev.some(Boolean) ? Buffer.concat([Buffer.from([1]), r.m.prev]) : Buffer.from([0]), r.m.stream,
  sha(r.m.body), number(r.m.body.length), Buffer.from([r.m.parts.length]),
  ...r.m.parts.flatMap(([label, bytes]) => [sha(label), number(bytes)])]) : r.commit
const bytesOf = (r, whole, seen) => Buffer.concat([
  Buffer.from([whole ? 1 : 2]), name(r.log.name), r.log.open, number(r.index), number(r.size),
  Buffer.from([r.path.length]), ...r.path, r.signature, Buffer.from([seen.length]),
  ...seen.flatMap(s => [name(s.k.name), s.k.id, number(s.seconds), s.signature]), content(r, whole)])
function slip(r) {
  let whole = true
  const seen = r.seen.slice(0, 3)
  while (bytesOf(r, whole, seen).length > 1440)
    if (whole) whole = false
    else seen.pop()
  return { whole, seen: seen.length, bytes: bytesOf(r, whole, seen) }
}

function make(title, { log, witnesses = [], index, size, parts = 0, seq = 0, at = '2024-10-12T08:30:00.000000Z' }) {
  const m = {
    at, kind: 'case.received', office: 'bawaslu-16.06', seq, body: `body of ${title}`,
    prev: seq ? sha('before') : Buffer.alloc(32), stream: sha('stream', title).subarray(0, 16),
    parts: Array.from({ length: parts }, (_, i) => [`part ${i}`, [0, 127, 128, 300000, 10485760][i % 5]]),
  }
  const salt = sha('salt', title), manifest = manifestText(m)
  const commit = createHmac('sha256', salt).update(manifest).digest()
  const { path, root } = climb(sha([0], `netral-leaf/v1\n${commit.toString('base64')}\n`), index, size)
  const text = `${log.name}\n${size}\n${root.toString('base64')}\n`
  const signature = sign(null, Buffer.from(text), log.secret)
  const seen = witnesses.map((k, i) => {
    const seconds = 1728880200n + BigInt(i), time = Buffer.alloc(8)
    time.writeBigUInt64BE(seconds)
    const of = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), k.secret)
    return { k, seconds, signature: of, line: line(k, time, of) }
  })
  const short = slip({ log, index, size, path, signature, seen, m, salt, commit })
  const proof = lines => `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.map(h => h.toString('base64') + '\n').join('')}\n${text}\n${line(log, signature)}${lines.map(s => s.line).join('')}`
  return {
    title, whole: short.whole, seen: short.seen, length: short.bytes.length,
    bundle: { netral: 'receipt/v1', case: '7', number: title, vkey: log.vkey, index, manifest: Buffer.from(manifest).toString('base64'), salt: salt.toString('base64'), proof: proof(seen) },
    commit: commit.toString('base64'), witnesses: witnesses.map(k => k.vkey), kept: proof(seen.slice(0, short.seen)), slip: digits(short.bytes),
  }
}

const log = key('log.example/netral', 1, 1)
const long = key('log.bawaslu.example/' + 'panjang-'.repeat(28), 1, 1)
const w = [2, 3, 4, 5].map(f => key(`witness.example/w${f - 1}`, f, 4))
const names = [2, 3, 4].map(f => key(`saksi-ketiga.universitas.example/${'n'.repeat(90)}${f}`, f, 4))
const made = [
  make('the only leaf', { log, index: 0, size: 1 }),
  make('the last of seven', { log, index: 6, size: 7, parts: 1, seq: 3, at: '2024-02-29T23:59:59.999999Z' }),
  make('two witnesses', { log, witnesses: w.slice(0, 2), index: 5, size: 700, parts: 3 }),
  make('four witnesses of which three fit the form', { log, witnesses: w, index: 69000, size: 70000, parts: 6 }),
  make('a million leaves', { log, witnesses: w.slice(0, 3), index: 999998, size: 1000000, parts: 6 }),
  make('2^30 leaves, no parts', { log, index: 123456789, size: 2 ** 30 }),
  make('2^30 leaves, three witnesses, sixteen parts', { log, witnesses: w.slice(0, 3), index: 123456789, size: 2 ** 30, parts: 16 }),
  make('2^30 leaves and long names', { log: long, witnesses: names, index: 2 ** 30 - 1, size: 2 ** 30, parts: 1 }),
]
console.log(JSON.stringify(made, null, 1))
