// Sister circles.
export const sisters = 'Schwesterkreise';
export const sistersLead =
  'Was ihre Mitglieder zu euch herüberlassen. Die Worte bleiben dort: was dort zurückgenommen wird, ist hier weg.';
export const noSisters =
  'Noch kein Schwesterkreis. Hosts tauschen Links mit einem anderen Kreis, hier oder auf einem anderen Server; auf ihrer Seite steht, wie.';
export const kinship = {
  mother: 'dieser Kreis ist aus ihm gewachsen',
  bud: 'er ist aus diesem Kreis gewachsen',
  linked: '',
};
export const nameless = 'Ein Kreis, der nie erreicht wurde';
export const notReached = 'Er antwortet gerade nicht. Das hat er zuletzt erzählt.';
export const neverReached = 'Er antwortet gerade nicht.';
export const nothingCrossed = 'Er lässt noch keine Geschichte herüber.';
export const toldIn = (name: string, circle: string, on: string) => `erzählt von ${name} in ${circle}, ${on}`;
export const tellsBy = (name: string, on: string) => `erzählt von ${name}, ${on}`;
export const buildHere = 'Hier daran anknüpfen';
export const noSuchSister = 'Diese Geschichte kommt nicht mehr herüber.';
export const sisterLink = 'Link machen';
export const sisterLinkFor =
  'Für einen Host des anderen Kreises: damit lesen sie, was von hier hinübergeht. Nur dieses eine Mal zu sehen.';
export const sisterLinkOut = 'Ein Link von euch ist draußen.';
export const revokeLink = 'Zurücknehmen';
export const revokeLinkSure = 'Den Link zurücknehmen? Der Kreis, der ihn hat, liest dann nichts mehr von hier.';
export const sisterHostLead =
  'Gib einem Host eines anderen Kreises einen Link von euch, und füge ihren ein. Dann lest ihr gegenseitig die Geschichten, die drüben freigegeben sind.';
export const theirLink = 'Der Link, den sie dir gaben';
export const addSister = 'Ihren Kreis hinzufügen';
export const letSisterGo = 'Loslassen';
export const letSisterGoSure = (name: string) =>
  `${name} loslassen? Die Geschichten von dort sind hier dann nicht mehr zu lesen.`;
export const notAdded: Partial<Record<string, string>> = {
  bad_request: 'Das ist kein Link eines Schwesterkreises. Er enthält /sister/.',
  sister_unreachable:
    'Unter diesem Link antwortet kein Kreis. Vielleicht wurde er zurückgenommen, oder der Server ist weg.',
  too_many_sisters: 'Dieser Kreis hat acht Schwestern durch Links. Mehr gehen nicht.',
};
