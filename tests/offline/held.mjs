// Whether acknowledged receipts still hold, judged by the pages' verifier alone: a process that answers
// one line for each line it is asked (tests/support/held.py asks).
//
//   {"url": "http://127.0.0.1:1234", "vkey": "...", "receipts": ["<answer of the API>", ...]}
//   {"held": 12} or {"fault": "what does not hold"}
//
// Each receipt must hold by itself under that key; the same commitment must lie at the same place in
// the tree that the server signs now; that tree must have grown from the receipt's; no place twice.
import { Agent, get } from 'node:http'
import { createInterface } from 'node:readline'
import { verifier } from './verifier.mjs'

const { grew, readCheckpoint, readNote, readReceipt, signedBy, verify } = verifier
const agent = new Agent({ keepAlive: true, maxSockets: 4 })

const fetched = address => new Promise((resolve, reject) => {
  get(address, { agent }, answer => {
    let text = ''
    answer.setEncoding('utf8')
    answer.on('data', part => { text += part })
    answer.on('end', () => answer.statusCode === 200 ? resolve(text) : reject(new Error(`${address}: ${answer.statusCode}`)))
    answer.on('error', reject)
  }).on('error', reject)
})

/** Receipts of one moment share a checkpoint, and a signature takes milliseconds: each is checked once. */
const signed = new Map()
function vouched(note, vkey) {
  const key = [vkey, note.text, ...note.lines.map(line => `${line.name} ${line.id} ${line.rest}`)].join('\n')
  if (!signed.has(key)) signed.set(key, signedBy(note, vkey))
  return signed.get(key) === 'good'
}
const holds = (receipt, vkey) => {
  const { form, leaf, path } = verify(receipt, 'no key: vouched() asks for the signature')
  const good = form === 'good' && leaf === 'good' && path === 'good' && receipt.vkey === vkey
  return good && vouched(readNote(receipt.note), vkey)
}

/** Null, or why the tree of today did not grow from the tree of that receipt. */
async function grown(url, vkey, receipt) {
  const old = readCheckpoint(receipt.note).note
  const now = readCheckpoint(await fetched(`${url}/log/consistency/${old.size}`))
  const good = now && now.old === old.size && vouched(now.note, vkey) && grew(old, now.note, now.proof)
  return good ? null : `the log did not grow from the ${old.size} entries that receipt ${receipt.index} was given`
}

async function fault({ url, vkey, receipts }) {
  const places = new Set(), sizes = new Map()
  for (const text of receipts) {
    const receipt = readReceipt(text)
    if (!receipt) return `no receipt: ${text.slice(0, 200)}`
    if (!holds(receipt, vkey)) return `receipt ${receipt.index} does not hold`
    if (places.has(receipt.index)) return `two receipts of entry ${receipt.index}`
    places.add(receipt.index)
    const twin = sizes.get(receipt.size)
    if (twin && twin.note !== receipt.note) return `two checkpoints of ${receipt.size} entries`
    sizes.set(receipt.size, receipt)
    const found = JSON.parse(text)
    const today = readReceipt(JSON.stringify({ ...(found.receipt ?? found), proof: await fetched(`${url}/log/proof/${receipt.index}`) }))
    if (!today || today.index !== receipt.index || !holds(today, vkey)) return `entry ${receipt.index} is not what was acknowledged`
  }
  for (const receipt of sizes.values()) {
    const wrong = await grown(url, vkey, receipt)
    if (wrong) return wrong
  }
  return null
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line)
  signed.clear()
  const wrong = await fault(question).catch(why => String(why))
  console.log(JSON.stringify(wrong ? { fault: wrong } : { held: question.receipts.length }))
}
