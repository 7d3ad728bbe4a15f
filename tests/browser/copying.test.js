// "Copied" is said where something was copied; else the text is selected.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { house } from './house.js';
import { Person } from './people.js';

describe('a browser', () => {
  const its = house();

  for (const [what, refuse, said] of [
    [
      'that lets nothing be copied',
      () => {
        document.execCommand = () => false;
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
      },
      'The text is selected: copy it from there.',
    ],
    [
      'whose clipboard refuses',
      () => {
        document.execCommand = () => false;
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });
      },
      'The text is selected: copy it from there.',
    ],
    [
      'with the new clipboard alone',
      () => {
        document.execCommand = () => false;
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => void (globalThis.written = text) } });
      },
      'Copied.',
    ],
  ]) {
    test(`${what} says “${said}” of a link`, async t => {
      const host = await Person.host(its.browser, its.server, { before: context => context.addInitScript(refuse) });
      t.after(() => host.leave());
      await host.page.goto(`${its.address}host/invites`);
      await host.page.getByRole('button', { name: 'Make an invite' }).click();
      const sheet = host.page.getByRole('dialog');
      const link = sheet.getByRole('textbox', { name: 'The link', exact: true });
      await sheet.getByRole('button', { name: 'Copy' }).click();
      await sheet.getByText(said).first().waitFor();
      const { chosen, written } = await link.evaluate(each => ({
        chosen: each.value.slice(each.selectionStart, each.selectionEnd),
        written: globalThis.written,
      }));
      assert.equal(chosen, await link.inputValue());
      assert.equal(written, said === 'Copied.' ? await link.inputValue() : undefined);
      host.calm();
    });
  }
});
