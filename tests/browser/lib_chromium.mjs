// Debian's Chromium as every browser test opens it, and axe.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const PATIENCE = 120000; // ms; the machine may be busy, nothing here measures time
export const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** A browser with a profile folder of its own; options: playwright's, of a persistent context. A
 * browser that does not come up is opened once more: that is not what is tested. */
export async function openBrowser(profile, options = {}) {
  const open = () => chromium.launchPersistentContext(profile,
    { executablePath: '/usr/bin/chromium', args: FLAGS, timeout: PATIENCE, ...options });
  const context = await open().catch((e) => {
    console.log(`# Chromium did not come up at once: ${e.message.split('\n')[0]}`);
    return open();
  });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** What axe finds on the page of a debugger's session, a line each. axe needs eval, which the policy
 * forbids: it runs in a world of the debugger's own. */
export async function violations(session) {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } =
    await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  const { result: there } = await session.send('Runtime.evaluate', { expression: 'typeof axe', contextId });
  if (there.value === 'undefined') await session.send('Runtime.evaluate', { expression: AXE, contextId });
  const expression = `axe.run(document, {runOnly: ${JSON.stringify(TAGS)}}).then((r) => JSON.stringify(
    r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | '))))`;
  const { result } = await session.send('Runtime.evaluate',
    { expression, contextId, awaitPromise: true, returnByValue: true });
  return JSON.parse(result.value);
}
