// The host’s page.
import { number, plural } from './numbers';

export const hostsOnly = 'Diese Seite ist für Hosts.';
export const noSuchRoom = 'Eine solche Seite für Hosts gibt es nicht.';
export const rooms = {
  invites: 'Einladungen',
  hiding: 'Verbergen und zeigen',
  meetings: 'Grüppchen, Treffen, Vereinbarungen',
  wall: 'Die Wand',
  download: 'Alles herunterladen',
  people: 'Menschen',
  circle: 'Name, Wärme und Tage',
  uses: 'Was er nutzt',
  kin: 'Andere Kreise',
  programs: 'Programme',
};
export const roomLines = {
  hiding: 'Spuren und Menschen',
  meetings: 'Was es gibt und was kommt',
  wall: 'Das Board auf einem großen Bildschirm',
  download: 'Zum Lesen oder zum Mitnehmen',
  people: 'Hosts, verlorene Handys, wer gegangen ist',
  circle: 'Wie er eingestellt ist',
  uses: 'Jedes Muster lässt sich ausschalten',
  kin: 'Die aus ihm wachsen, und seine Schwestern',
  programs: 'Was hier von selbst schreibt oder liest',
};
export const openInvites = (count: number) =>
  count === 0 ? 'Keine Einladung ist offen' : plural(count, 'offene Einladung', 'offene Einladungen');
export const someHidden = 'Etwas ist verborgen';
export const runsNow = (name: string) => `${name} läuft gerade`;
export const comesNext = (name: string, when: string) => `${name}: ${when}`;
export const inviteLead =
  'Ein Tippen, und der ganze Saal kann den Code scannen. Wer hereinkommt, wählt einen Namen und eine Farbe.';
export const makeInvite = 'Einladung machen';
export const inviteTerms = (days_: number, uses: number) =>
  `Für ${plural(days_, 'Tag', 'Tage')} und ${plural(uses, 'Person', 'Personen')}`;
export const inviteFor = (name: string) => `Damit ${name} hereinkommt`;
export const joinsBy = (circle: string) => `Komm herein: ${circle}`;
export const scanIt = 'Halte die Kamera eines Handys darauf.';
export const onlyHere = (port: string) =>
  `Nur dieser Computer kann diese Adresse öffnen. Telefone brauchen eine andere: Wer das Board betreibt, startet es mit „--listen 0.0.0.0:${port}“.`;
export const linkMeans = (name: string) =>
  `Nur für ${name}: wer ihn öffnet, ist unter diesem Namen angemeldet. Er geht einmal, innerhalb eines Tages. Drinnen, unter „Deine Geräte“, lässt sich das verlorene Handy abmelden.`;
export const justMade = 'Gerade gemacht';
export const showLarge = 'Groß zeigen';
export const standingInvites = 'Offene Einladungen';
export const personalLinks = 'Links für eine Person';
export const label = 'Wie du sie nennst';
export const labelHint = 'Die Karte an der Tür';
export const holds = 'Gilt für';
export const days = (count: number) => plural(count, 'Tag', 'Tage');
export const uses = 'Für wie viele';
export const anInvite = { member: 'Eine Einladung', host: 'Eine Einladung für Hosts' };
/** What the server itself calls the invites that it makes. */
export const ownLabels: { [label: string]: string } = {
  'host link printed at start': 'Der ausgegebene Link für den Host',
  'invite printed at start': 'Die beim Start ausgegebene Einladung',
  'the wall': 'Der Code auf der Wand',
};
export const role = { member: 'Mitglied', host: 'Host' };
export const used = (uses: number, most: number) => `${number.format(uses)} von ${number.format(most)} benutzt`;
export const noInvites = 'Keine Einladung ist offen.';
export const revoke = 'Widerrufen';
export const revokeSure = 'Diese Einladung widerrufen?';
export const revokeMeans = 'Mit ihr kommt dann niemand mehr herein.';
export const newestTraces = 'Die neuesten';
export const hiddenTraces = 'Verborgen';
export const noneHidden = 'Nichts ist verborgen.';
export const aPerson = 'Ein Mensch, keine Spur';
export const aPersonMeans = 'Jemanden entfernen oder zurückkommen lassen';
export const lostPhone = 'Jemand hat das Handy verloren?';
export const lostPhoneMeans = 'Ein Link für einen Menschen, der schon dabei ist';
export const peopleLead =
  'Tippe auf einen Namen: ein Link fürs verlorene Handy, die Rolle als Host, hinaus und zurück.';
export const away = { left: 'gegangen', removed: 'entfernt' };
export const imported = 'importiert, noch nicht übernommen';
export const lostTheirPhone = 'Handy verloren?';
export const lostMeans = (name: string) => `Ein Link, mit dem ${name} auf einem anderen hereinkommt.`;
export const claimLink = 'Link machen';
export const claimMeans = (name: string) => `Mit ihm kommt ${name} herein und übernimmt, was importiert wurde.`;
export const makeHost = 'Zum Host machen';
export const makeHostMeans = 'Hosts lassen Menschen herein, verbergen Spuren und stellen den Kreis ein.';
export const makeMember = 'Zum Mitglied machen';
export const makeMemberMeans = 'Dann im Kreis wie alle anderen.';
export const stepDownSure = 'Kein Host mehr sein?';
export const stepDownMeans = 'Du kannst dich nicht selbst wieder zum Host machen: ein anderer Host kann es.';
export const remove = 'Entfernen';
export const removeSure = (name: string) => `${name} entfernen?`;
export const removeMeans = 'Die Spuren bleiben, und du kannst wieder hereinlassen, wen du entfernt hast.';
export const letBack = 'Zurückkommen lassen';
export const letBackMeans = (name: string) => `Dann ist ${name} wieder im Kreis.`;
export const letBackByLink = (name: string) => `Mit einem Link, durch den ${name} unter demselben Namen zurückkommt.`;
export const settings = 'Der Kreis';
export const seedCircle = 'Einen Kreis säen';
export const timeToBud = 'Dieser Kreis ist gewachsen';
export const timeToBudMeans =
  'Mit etwa hundertfünfzig können nicht mehr alle einander kennen. Vielleicht ist es Zeit, einen kleineren zu säen.';
export const budNotNow = 'Nicht jetzt';
export const takeHomeLead = 'Alle Spuren des Kreises, wie sie jetzt sind. Sie gehören euch.';
export const exportZip = ['Alles, mit Fotos', 'Die beiden Dateien darunter und alle Fotos in einer (ZIP)'] as const;
export const exportMd = ['Zum Lesen', 'Eine Textdatei (Markdown)'] as const;
export const exportJsonl = ['Für ein anderes Traceboard', 'Eine Zeile für jede Spur (JSON Lines)'] as const;
export const takeHomeWithout =
  'Grüppchen sind nicht dabei: jedes hat einen eigenen Download, für alle, die dabei sind. Zurückgenommene Worte und Antworten auf Runden auch nicht.';
