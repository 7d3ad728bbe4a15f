// Where there is no board: the way in, and what stands there for who may not.
export const whatThisIs =
  'Ein lebendiges Board für einen Kreis von Menschen. Tu dein Ding, hinterlass eine Spur, knüpfe an andere an.';
export const askForLink = 'Bitte jemanden aus deinem Kreis um einen Link, und öffne ihn hier oder füge ihn ein.';
export const circleLost =
  'Der Link hat unterwegs einen Teil verloren: er sagt nicht mehr, in welchen Kreis er führt. Kopiere den ganzen Link aus der Nachricht und füge ihn hier ein, oder bitte um einen neuen.';
export const yourCircles = 'Deine Kreise';
export const invited = 'Du bist eingeladen:';
export const welcome = 'Willkommen,';
export const oneMoment = 'Einen Moment…';
export const noWay = 'Hier geht es nicht hinein';
export const joinLead = 'Wähle einen Namen und eine Farbe. Das ist alles: keine E-Mail, kein Passwort.';
export const signInLead = (circle: string) => `Dieser Link meldet dich in diesem Browser an: ${circle}`;
export const join = (circle: string) => `Dazukommen: ${circle}`;
export const signIn = 'Hereinkommen';
export const notIn = 'Du bist hier nicht angemeldet';
export const notInLead =
  'Wenn dich ein Link hergebracht hat, ging sein Ende unterwegs verloren: kopiere den ganzen Link aus der Nachricht und füge ihn ein, oder bitte einen Host um einen neuen.';
export const cookieRefused =
  'Der Link hat funktioniert, aber dieser Browser behält das Cookie dieser Adresse nicht und kann dir das Board nicht zeigen. Erlaube hier Cookies, oder lösche die alten dieser Adresse, und versuch es noch einmal: du bleibst dieselbe Person. Für einen anderen Browser bitte einen Host um einen eigenen Link.';
export const placeTitle = 'Komm erst herein';
export const placeLead =
  'Der Link führt an eine Stelle in einem Kreis, in dem du noch nicht bist. Füge die Einladung ein, die du bekommen hast, oder bitte ein Mitglied um eine: dann kommst du an diese Stelle.';
export const removed = 'Du bist nicht mehr in diesem Kreis.';
export const removedLead = 'Deine Spuren bleiben auf dem Board. Ein Host kann dich wieder hereinlassen.';
export const youLeft = (name: string) => `Du hast den Kreis verlassen: ${name}.`;
export const youLeftLead = 'Deine Spuren bleiben dort. Wenn du zurückkommen willst, bitte einen Host um einen Link.';
export const noCircle = 'Diesen Kreis gibt es hier nicht';
export const noCircleLead =
  'Vielleicht ist der Link alt, oder ein Teil ging verloren. Füge den ganzen Link ein, oder bitte um einen neuen.';
export const pasteLink = 'Dein Link';
export const openLink = 'Öffnen';
export const noLink = 'Das ist kein ganzer Link. Er enthält #invite= und dahinter 43 Zeichen.';
export const inAlready = (name: string) => `Du bist hier als ${name} angemeldet.`;
export const asAnother = 'Als jemand anderes hereinkommen';
export const anotherMeans = (name: string) =>
  `${name} ist hier dann nicht mehr angemeldet und braucht einen Link, um zurückzukommen.`;
