import {chromium} from 'playwright-core';
import {readFileSync} from 'fs';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu']});
const [,,svg,png,scale='0.4']=process.argv; const t=readFileSync(svg,'utf8');
const [,w,h]=t.match(/viewBox="0 0 (\d+) (\d+)"/).map(Number); const k=Number(scale);
const p=await b.newPage({viewport:{width:Math.ceil(w*k),height:Math.ceil(h*k)}});
await p.setContent(`<body style="margin:0">${t.replace('<svg ',`<svg style="width:${w*k}px;height:${h*k}px" `)}</body>`);
await p.screenshot({path:png,timeout:120000}); await b.close();
