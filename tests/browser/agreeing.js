// Steps of tests about agreements; elements are found by role and text, as people find them.

export const to = (who, name) => who.page.getByRole('navigation').getByRole('link', { name }).click();
export const dialog = who => who.page.getByRole('dialog');
export const press = (who, name) => dialog(who).getByRole('button', { name, exact: true }).click();
export const tap = (who, name) => who.page.getByRole('main').getByRole('button', { name, exact: true }).filter({ visible: true }).click();
/** Waits for a text in the header of an agreement's page. */
export const facts = (who, text) => who.page.locator('header .facts').getByText(text).waitFor();
export const row = (who, text) => who.page.locator('.agreements, .history').getByRole('link', { name: text });
export const wordings = who => who.page.locator('.wordings li');

export async function proposes(who, sentence, why) {
  const fields = dialog(who).getByRole('textbox');
  await fields.nth(0).fill(sentence);
  await fields.nth(1).fill(why);
  await press(who, 'Propose it');
}

export async function words(who, text, as) {
  await dialog(who).getByText(as, { exact: true }).click();
  await dialog(who).getByRole('textbox').fill(text);
  await press(who, 'Set it beside');
  await dialog(who).waitFor({ state: 'detached' });
}

/** Opens a review of the shown agreement. */
export async function asksAgain(who) {
  await tap(who, 'Look at it again');
  await press(who, 'Look at it again');
}

export async function answers(who, text) {
  await who.page.locator('.agreed .round').getByRole('button').click();
  await dialog(who).getByRole('textbox').fill(text);
  await press(who, 'Answer');
  await dialog(who).locator('.answer').getByText(text, { exact: true }).waitFor();
  await who.page.keyboard.press('Escape');
}
