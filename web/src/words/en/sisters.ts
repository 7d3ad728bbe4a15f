// Sister circles.
export const sisters = 'Sister circles';
export const sistersLead =
  'What their members let cross to you. The words stay there: what is taken back there is gone here.';
export const noSisters =
  'No sister circle yet. Hosts exchange links with another circle, here or on another server; on their page they find how.';
export const kinship = { mother: 'this circle grew from it', bud: 'it grew from this circle', linked: '' };
export const nameless = 'A circle that was never reached';
export const notReached = 'It doesn’t answer now. This is what it told last.';
export const neverReached = 'It doesn’t answer now.';
export const nothingCrossed = 'It lets no story cross yet.';
export const toldIn = (name: string, circle: string, on: string) => `told by ${name} in ${circle}, ${on}`;
export const tellsBy = (name: string, on: string) => `told by ${name}, ${on}`;
export const buildHere = 'Build on it here';
export const noSuchSister = 'That story doesn’t cross any more.';
export const sisterLink = 'Make a link';
export const sisterLinkFor = 'For a host of the other circle: by it they read what crosses from here. Shown this once.';
export const sisterLinkOut = 'A link of yours is out.';
export const revokeLink = 'Take it back';
export const revokeLinkSure = 'Take the link back? The circle that has it reads nothing from here any more.';
export const sisterHostLead =
  'Give a host of another circle a link of yours, and paste theirs. Then each reads the stories that the other’s authors let cross.';
export const theirLink = 'The link that they gave you';
export const addSister = 'Add their circle';
export const letSisterGo = 'Let go';
export const letSisterGoSure = (name: string) => `Let ${name} go? Its stories are read here no more.`;
/** What keeps a link from being taken, by its code. */
export const notAdded: Partial<Record<string, string>> = {
  bad_request: 'That is no link for a sister circle. It has /sister/ in it.',
  sister_unreachable: 'No circle answers by that link. It may have been taken back, or its server is away.',
  too_many_sisters: 'This circle has eight sisters by links. That is as many as it can.',
};
