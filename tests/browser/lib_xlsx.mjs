// A workbook of one sheet, its members stored as they are: what a test needs of the format, and no more.

const CRC = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => ~bytes.reduce((sum, byte) => (sum >>> 8) ^ CRC[(sum ^ byte) & 255], -1) >>> 0;
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** What stands before a member, and of it in the list at the end: the same fields, but for some. */
function header(name, data, at) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0); // version
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(name.length, 22);
  if (at === undefined) return Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name)]);
  const more = Buffer.alloc(14);
  more.writeUInt32LE(at, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, more, Buffer.from(name)]);
}

function zip(members) {
  const files = [];
  const list = [];
  let at = 0;
  for (const [name, text] of members) {
    const data = Buffer.from(text);
    const file = Buffer.concat([header(name, data), data]);
    list.push(header(name, data, at));
    files.push(file);
    at += file.length;
  }
  const index = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, index, end]);
}

/** Rows of texts as the bytes of an .xlsx. */
export function workbook(rows) {
  const cells = (row) => row.map((text) => `<c t="inlineStr"><is><t>${escape(text)}</t></is></c>`).join('');
  return zip([
    ['xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="Pegawai" sheetId="1" r:id="a"/></sheets></workbook>'],
    ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="a" Type="/worksheet" Target="sheet.xml"/></Relationships>'],
    ['xl/sheet.xml', `<worksheet><sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData></worksheet>`],
  ]);
}
